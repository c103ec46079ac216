"""A simulated corpus, written once a run."""

from pathlib import Path

import pytest

from evals.recording.recording import Recording, read
from evals.sim.corpus import corpus
from gates.playbook import Playbook

SEED = "the tests' corpus"


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> list[Recording]:
    """Eighteen worlds of four months."""
    out: Path = tmp_path_factory.mktemp("simulated")
    return [read(folder) for folder in corpus(SEED, 18, 4, Playbook(), out)]


@pytest.fixture(scope="session")
def development(tmp_path_factory: pytest.TempPathFactory) -> list[Recording]:
    """The 24 worlds of six months that playbooks are tuned on."""
    out: Path = tmp_path_factory.mktemp("development")
    return [read(folder) for folder in corpus("sopwith development", 24, 6, Playbook(), out)]
