"""The counted clock: asks rarely, and is right in between."""

from datetime import datetime, timedelta

import pytest
from psycopg import Connection, sql
from sqlalchemy.engine import URL

from runtime import clock, database
from store.tables.cycles import CycleRow
from tests import stage
from tests.stage import NOW


class Asked:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> datetime:
        self.times += 1
        return NOW + timedelta(hours=self.times)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    count = [100.0]
    monkeypatch.setattr(clock, "_counter_s", lambda: count[0])
    return count


def test_it_counts_on_from_the_last_answer(counter: list[float]) -> None:
    asked = Asked()
    now = clock.counted(asked)
    first = now()
    counter[0] += 0.25
    assert now() == first + timedelta(seconds=0.25)
    assert asked.times == 1


@pytest.mark.parametrize("passed_s", [clock.ASK_AGAIN_S, 3600, -5])
def test_it_asks_again_after_a_while_and_after_any_leap(
    counter: list[float], passed_s: float
) -> None:
    asked = Asked()
    now = clock.counted(asked)
    now()
    counter[0] += passed_s
    assert now() == NOW + timedelta(hours=2)


def test_it_counts_in_utc_whatever_the_servers_zone(empty_database: URL) -> None:
    with Connection.connect(database.plain(empty_database), autocommit=True) as admin:
        name = sql.Identifier(str(empty_database.database))
        admin.execute(sql.SQL("alter database {} set timezone to 'Europe/Copenhagen'").format(name))
    office = stage.office_at(empty_database)
    company_id = stage.set_up_company(office)
    with office.sessions(company_id) as session:
        kept = session.query(CycleRow).one().opened_at
    at = office.now()
    office.close()
    assert str(at.tzinfo) == str(kept.tzinfo) == "UTC"
    assert kept == NOW
