"""What the doctor says of the data folder, before any server touches it."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.doctor_places import of_data_folder
from runtime.settings import Settings


@pytest.fixture
def home() -> Iterator[Path]:
    """Not private, as root's must not be."""
    with tempfile.TemporaryDirectory(prefix="dr-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_data_folder_open_to_others_is_ill(home: Path) -> None:
    kept = home / "database"
    kept.mkdir(mode=0o700)
    assert [each.well for each in of_data_folder(Settings(home=home))] == [True]
    kept.chmod(0o750)
    (found,) = of_data_folder(Settings(home=home))
    assert (found.well, found.remedy) == (False, f"chmod 700 {kept}")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server opens the folders above it")
def test_as_root_a_private_folder_above_is_ill(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (found,) = of_data_folder(Settings(home=tmp_path / "data"))
    assert not found.well
    assert str(tmp_path) in found.said
