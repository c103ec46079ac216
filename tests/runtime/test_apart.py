"""Work done apart comes back as a value or a typed refusal, and never takes the caller with it."""

import os
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planning.sheets.refusals import FileRefused, FileTooLarge, HoldsMacros
from runtime.apart import (
    READING,
    Limits,
    TookTooLong,
    TookTooMuchMemory,
    WorkDied,
    run_apart,
)
from tests import apart_work as work

ROOT = Path(__file__).parent.parent.parent
TIGHT = Limits(memory_mb=400, cpu_seconds=10, wall_seconds=20)
NOBODY = 65534


def test_the_answer_comes_back_from_another_process() -> None:
    assert run_apart(work.add, 2, 3, limits=TIGHT) == 5
    assert run_apart(work.whoami, limits=TIGHT) != os.getpid()
    assert run_apart(work.values, limits=TIGHT) == work.values()


def test_what_the_work_prints_is_not_the_answer() -> None:
    assert run_apart(work.chatter, limits=TIGHT) == "quiet"


def test_a_large_value_travels_both_ways() -> None:
    content = os.urandom(8_000_000)
    assert run_apart(work.give_back, content, limits=TIGHT) == content


def test_a_refusal_keeps_its_type_and_text() -> None:
    with pytest.raises(HoldsMacros) as refused:
        run_apart(work.refuse, "plan.xlsm", limits=TIGHT)
    assert str(refused.value) == str(HoldsMacros("plan.xlsm"))
    assert refused.value.detail == "plan.xlsm"
    with pytest.raises(FileTooLarge) as plain:
        run_apart(work.refuse_plainly, limits=TIGHT)
    assert isinstance(plain.value, FileRefused)


def test_members_of_enumerations_come_back_as_themselves_on_every_python() -> None:
    assert run_apart(work.members, limits=TIGHT) == work.members()
    with pytest.raises(work.OfColour) as refused:
        run_apart(work.refuse_a_member, limits=TIGHT)
    assert refused.value.args[0] is work.Colour.RED


def test_an_error_that_cannot_be_sent_is_told() -> None:
    with pytest.raises(WorkDied, match="Stubborn: no"):
        run_apart(work.be_stubborn, limits=TIGHT)


@pytest.mark.parametrize("hog", [work.hog, work.hog_in_a_library])
def test_too_much_memory_is_refused(hog: Callable[[], None]) -> None:
    with pytest.raises(TookTooMuchMemory) as refused:
        run_apart(hog, limits=TIGHT)
    assert str(refused.value) == ("This needed more memory than we allow and was stopped. (400 MB)")


def test_the_clock_stops_what_only_waits() -> None:
    began = time.monotonic()
    with pytest.raises(TookTooLong, match=r"\(0\.5 s\)"):
        run_apart(work.sleep, 60.0, limits=Limits(wall_seconds=0.5))
    assert time.monotonic() - began < 5


def test_the_processor_limit_stops_what_only_computes() -> None:
    with pytest.raises(TookTooLong, match="1 s of computing"):
        run_apart(work.spin, limits=Limits(cpu_seconds=1, wall_seconds=60))


def test_nothing_the_work_started_outlives_it(tmp_path: Path) -> None:
    marker = tmp_path / "alive"
    with pytest.raises(TookTooLong):
        run_apart(work.sleep_with_a_child, str(marker), limits=Limits(wall_seconds=1))
    time.sleep(2.5)
    assert not marker.exists()


@pytest.mark.parametrize(
    ("ends", "how"),
    [(work.abort, "SIGABRT"), (work.segfault, "SIGSEGV"), (work.leave, "exit 3")],
)
def test_a_crash_is_named(ends: Callable[[], None], how: str) -> None:
    with pytest.raises(WorkDied, match=how):
        run_apart(ends, limits=TIGHT)


def test_the_limits_are_in_force_inside() -> None:
    assert run_apart(work.limits, limits=TIGHT) == (400 << 20, 10, 0)


def test_an_answer_that_would_run_something_is_not_read() -> None:
    with pytest.raises(WorkDied, match="system"):
        run_apart(work.harm, limits=TIGHT)
    assert run_apart(work.forged, limits=TIGHT) == work.forged()


def test_many_threads_may_ask_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(run_apart, work.add, n, 1, limits=READING) for n in range(12)]
    assert [one.result() for one in asked] == [n + 1 for n in range(12)]


def script(tmp_path: Path) -> Path:
    """A program that fails loudly if anything imports it again."""
    path = tmp_path / "program.py"
    path.write_text(
        textwrap.dedent("""
            import os, pathlib
            runs = pathlib.Path(os.environ["RUNS"])
            runs.write_text(runs.read_text() + "x")
            from runtime.apart import Limits, run_apart
            from tests.apart_work import add
            print(run_apart(add, 20, 22, limits=Limits()))
        """)
    )
    return path


SEES = {
    "PYTHONPATH": os.pathsep.join((str(ROOT), sysconfig.get_path("purelib"))),
    "PYTHONDONTWRITEBYTECODE": "1",
}
"""Where an interpreter that isn't ours finds the project and its packages."""


def run_script(tmp_path: Path, python: str = sys.executable, user: int | None = None) -> str:
    runs = tmp_path / "runs"
    runs.write_text("")
    runs.chmod(0o666)
    done = subprocess.run(
        [python, str(script(tmp_path))],
        env=SEES | {"RUNS": str(runs)},
        capture_output=True,
        text=True,
        check=False,
        user=user,
        group=user,
    )
    assert done.returncode == 0, done.stderr
    assert runs.read_text() == "x"
    return str(done.stdout).strip()


def test_the_callers_program_is_not_run_again(tmp_path: Path) -> None:
    assert run_script(tmp_path) == "42"


def python_for(user: int) -> str | None:
    """An interpreter that this user may run and that sees the project and its packages."""
    asks = "import runtime.apart"
    for python in (sys.executable, "/usr/local/bin/python3", "/usr/bin/python3"):
        try:
            tried = subprocess.run(
                [python, "-c", asks], env=SEES, user=user, group=user, check=False
            )
        except OSError:
            continue
        if tried.returncode == 0:
            return python
    return None


def test_it_works_for_somebody_who_is_not_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("everything here already ran as somebody who is not root")
    python = python_for(NOBODY)
    if python is None:
        pytest.skip("no interpreter that another user may run")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        assert run_script(Path(folder), python, NOBODY) == "42"
