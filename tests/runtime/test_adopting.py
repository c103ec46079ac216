"""What crashes leave in the data folder doesn't keep the server from starting or stopping."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from runtime import database
from runtime.adopting import SERVER_FILE, USERS_FILE, forget_the_dead

pytestmark = pytest.mark.usefixtures("server")  # its start says where the wheel keeps its lock


def gone() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_only_living_users_count(tmp_path: Path) -> None:
    (tmp_path / USERS_FILE).write_text(json.dumps([gone(), os.getpid()]))
    forget_the_dead(tmp_path)
    assert json.loads((tmp_path / USERS_FILE).read_text()) == [os.getpid()]


def test_a_list_torn_in_the_writing_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / USERS_FILE).write_text("[12, 4")
    forget_the_dead(tmp_path)
    assert json.loads((tmp_path / USERS_FILE).read_text()) == []


@pytest.mark.parametrize("pid", [os.getpid(), gone()], ids=["another program", "nobody"])
def test_a_pid_file_that_is_not_the_servers_goes(tmp_path: Path, pid: int) -> None:
    (tmp_path / SERVER_FILE).write_text(f"{pid}\n{tmp_path}\n")
    forget_the_dead(tmp_path)
    assert not (tmp_path / SERVER_FILE).exists()


def test_nothing_there_is_nothing_to_forget(tmp_path: Path) -> None:
    forget_the_dead(tmp_path / "database")
    assert list(tmp_path.iterdir()) == []


def test_a_path_too_long_for_a_socket_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    deep = Path("/tmp") / ("d" * 100)
    try:
        with pytest.raises(database.DataFolderTooDeep):
            database.embedded(deep / "database")
    finally:
        deep.rmdir()


def test_root_opens_no_private_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "is_root", lambda: True)
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    with pytest.raises(database.PrivateFolderAbove):
        database.embedded(private / "home" / "database")
    assert private.stat().st_mode & 0o777 == 0o700
