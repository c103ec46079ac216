"""A company's cycle opened beside running processes: the letters leave, whoever works."""

import signal
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from graphs.builders import BUILDERS
from runtime.company_files import save_company
from runtime.halden import halden_foods
from runtime.loading import load_directory
from runtime.office import Office, open_office
from runtime.opening import open_cycle
from runtime.settings import Settings, child_environment
from store.tables.effects import CapturedMailRow
from tests.processes import wait_until
from tests.served import address_of, answer, environment, sopwith, told_to_stop

SERVE = ("serve", "--port", "0")
IN_ORDER = (0, "")


@pytest.fixture
def home() -> Iterator[Path]:
    """Short, as the database's socket lies in it, and not private, as root's must not be."""
    with tempfile.TemporaryDirectory(prefix="sv-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def office(empty_database: URL, home: Path) -> Iterator[Office]:
    url = empty_database.render_as_string(hide_password=False)
    opened = open_office(Settings(database_url=url, home=home), BUILDERS)
    yield opened
    opened.close()


def _open_halden(office: Office, home: Path) -> int:
    save_company(halden_foods(), home / "halden")
    company_id = load_directory(office, home / "halden")
    open_cycle(office, company_id, month=date(2026, 11, 1))
    return company_id


def _letters(office: Office, company_id: int) -> int:
    with office.sessions(company_id) as session:
        return session.query(CapturedMailRow).count()


def test_pages_and_worker_can_be_processes_apart(office: Office, home: Path) -> None:
    env = environment(home, office.url)
    company_id = _open_halden(office, home)
    with (
        sopwith("worker", "--concurrency", "1", env=env) as worker,
        sopwith(*SERVE, "--no-worker", env=env) as pages,
    ):
        assert answer(address_of(pages), "/readyz") == "ready"
        wait_until(lambda: _letters(office, company_id) > 0, seconds=30)
        with office.unfenced() as session:
            assert session.scalar(text("select count(*) from procrastinate_workers")) == 1
        assert told_to_stop(pages, signal.SIGINT) == IN_ORDER
        assert told_to_stop(worker, signal.SIGTERM) == IN_ORDER


def test_a_child_process_has_the_settings_of_its_parent(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPWITH_SWEEP_S", "7")
    monkeypatch.delenv("SOPWITH_DATABASE_URL", raising=False)
    parent = Settings(home=home, clock="shifted")
    given = child_environment(parent)
    assert "SOPWITH_DATABASE_URL" not in given
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert Settings() == parent
