"""Where the kept recordings are, and copies to spoil."""

import shutil
from pathlib import Path

from evals.recording.recording import Recording, read

CORPUS = Path(__file__).parent.parent.parent / "evals" / "corpus"
KEPT = CORPUS / "halden-foods" / "2026-11"


def kept() -> Recording:
    return read(KEPT)


def copied_to(folder: Path) -> Path:
    return Path(shutil.copytree(KEPT, folder / "copy"))
