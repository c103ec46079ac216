"""Reading a mailbox: one message after another, whatever they are and whoever else reads."""

from pathlib import Path

import pytest
from procrastinate.testing import InMemoryConnector
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError

from mail.incoming import Incoming, read_mail
from mail.mailbox import FolderMailbox
from runtime import receiving
from runtime.engine import READ_MAIL, with_tasks
from tests import post, stage
from tests.mail_reading import reader, states

MESSAGES = 120


def test_poison_among_good_ones_stops_nothing(
    empty_database: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = stage.office_at(empty_database)
    to = post.ask(office, stage.set_up_company(office))
    box = FolderMailbox(tmp_path / "inbox")
    poison = b"From: a@b.example\r\n\r\npoison"
    for raw in (post.answer(to, "one"), b"\x00", poison, post.answer(to, "two")):
        box.drop(raw)
    (tmp_path / "inbox" / "new" / "not-a-message").mkdir()

    def read_but_choke(raw: bytes) -> Incoming:
        if raw == poison:
            raise MemoryError
        return read_mail(raw)

    monkeypatch.setattr("runtime.receiving.read_mail", read_but_choke)
    assert receiving.receive_all(office, box) == 4
    assert states(office) == {"new": 2, "quarantined": 2}
    assert receiving.receive_all(office, box) == 0
    office.close()


@pytest.mark.parametrize("point", ["receive.kept", "receive.committed"])
def test_a_reader_that_dies_loses_nothing_and_does_nothing_twice(
    empty_database: URL, tmp_path: Path, point: str
) -> None:
    office = stage.office_at(empty_database)
    to = post.ask(office, stage.set_up_company(office))
    rung = post.rings(office, to.case_id)
    box = FolderMailbox(tmp_path / "inbox")
    box.drop(post.answer(to, "one"))
    box.drop(post.answer(to, "two"))
    (tmp_path / "start").touch()
    assert reader(empty_database, tmp_path, tmp_path / "start", point).ends() == (-9, None)
    assert len(list(box.fetch_new())) == 2
    assert reader(empty_database, tmp_path, tmp_path / "start", point).ends() == (0, 2)
    assert states(office) == {"new": 2}
    assert post.rings(office, to.case_id) == rung + 2
    with office.unfenced() as session:
        told = session.scalar(text("select count(*) from ledger_event"))
    assert told == 2
    office.close()


def test_two_processes_may_read_one_mailbox(empty_database: URL, tmp_path: Path) -> None:
    office = stage.office_at(empty_database)
    to = post.ask(office, stage.set_up_company(office))
    rung = post.rings(office, to.case_id)
    box = FolderMailbox(tmp_path / "inbox")
    for number in range(MESSAGES):
        box.drop(post.answer(to, f"{number} litres"))
    readers = [reader(empty_database, tmp_path, tmp_path / "start") for _ in range(2)]
    (tmp_path / "start").touch()
    codes, handled = zip(*(one.ends() for one in readers), strict=True)
    assert codes == (0, 0)
    assert sum(filter(None, handled)) >= MESSAGES
    assert states(office) == {"new": MESSAGES}
    assert post.rings(office, to.case_id) == rung + MESSAGES
    assert list(box.fetch_new()) == []
    office.close()


def test_a_database_that_is_away_leaves_the_mail_where_it_is(
    empty_database: URL, tmp_path: Path
) -> None:
    away = stage.office_at(empty_database.set(database="not_there"), now=lambda: stage.NOW)
    box = FolderMailbox(tmp_path / "inbox")
    box.drop(b"From: a@b.example\r\n\r\nkeep me")
    with pytest.raises(OperationalError):
        receiving.receive_all(away, box)
    assert len(list(box.fetch_new())) == 1
    away.close()


def test_workers_read_the_mailbox_that_is_set(empty_database: URL, tmp_path: Path) -> None:
    office = stage.office_at(empty_database, mailbox=tmp_path / "inbox")
    to = post.ask(office, stage.set_up_company(office))
    FolderMailbox(tmp_path / "inbox").drop(post.answer(to))
    queue = with_tasks(InMemoryConnector(), office)
    queue.tasks[READ_MAIL](timestamp=0)
    assert states(office) == {"new": 1}
    office.close()


def test_no_mailbox_no_reading(empty_database: URL) -> None:
    office = stage.office_at(empty_database)
    assert READ_MAIL not in with_tasks(InMemoryConnector(), office).tasks
    office.close()
