"""Reading a folder on a real mail server: nothing is lost or done twice."""

import imaplib
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from procrastinate.testing import InMemoryConnector
from pydantic import SecretStr
from sqlalchemy.engine import URL

from mail.imap import MailboxUnreachable, Security, open_imap
from mail.parts import Limits
from runtime import receiving
from runtime.doctor_places import of_incoming_mail
from runtime.engine import FETCH_MAIL, with_tasks
from store.tables.effects import MessageRow
from tests import post, stage
from tests.imap_server import DOVECOT, PASSWORD, USER, ImapServer, imap_server
from tests.mail_reading import reader, states

pytestmark = pytest.mark.skipif(
    DOVECOT is None, reason="no Dovecot here: install Debian's package `dovecot-imapd`"
)
MESSAGES = 20
CAPABILITIES = ("", "IMAP4rev1 UIDPLUS", "IMAP4rev1")
"""Of a server that moves, one that copies and takes away, one that only marks as deleted."""


@pytest.fixture
def post_office() -> Iterator[ImapServer]:
    with imap_server() as running:
        yield running


@pytest.mark.parametrize("capability", CAPABILITIES, ids=["moves", "copies", "marks"])
def test_good_and_poison_are_all_kept_and_moved_aside(empty_database: URL, capability: str) -> None:
    office = stage.office_at(empty_database)
    to = post.ask(office, stage.set_up_company(office))
    with imap_server(capability=capability) as server:
        for raw in (post.answer(to, "one"), b"\x80\xff\r\n", post.answer(to, "two")):
            server.drop(raw)
        assert receiving.receive_from(office, lambda: open_imap(server.where())) == 3
        assert states(office) == {"new": 2, "quarantined": 1}
        assert server.count("Sopwith") == 3
        assert receiving.receive_from(office, lambda: open_imap(server.where())) == 0
    office.close()


def test_what_a_person_opened_in_the_folder_is_still_read(
    empty_database: URL, post_office: ImapServer
) -> None:
    office = stage.office_at(empty_database)
    post_office.drop(post.answer(post.ask(office, stage.set_up_company(office))))
    with imaplib.IMAP4("127.0.0.1", post_office.port) as client:
        client.login(USER, PASSWORD)
        client.select("INBOX")
        assert client.store("1", "+FLAGS", r"(\Seen)")[0] == "OK"
    assert receiving.receive_from(office, lambda: open_imap(post_office.where())) == 1
    assert states(office) == {"new": 1}
    office.close()


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_only_a_server_that_proves_its_name_gets_the_password(
    security: Security, post_office: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_office.drop(b"From: a@b.example\r\n\r\nhello\r\n")
    with (
        pytest.raises(MailboxUnreachable, match="certificate"),
        open_imap(post_office.where(security)),
    ):
        pass
    monkeypatch.setenv("SSL_CERT_FILE", str(post_office.certificate))
    with open_imap(post_office.where(security)) as box:
        assert [raw for _, raw in box.fetch_new()] == [b"From: a@b.example\r\n\r\nhello\r\n"]


def test_a_refused_log_in_names_the_user_and_never_the_password(post_office: ImapServer) -> None:
    wrong = post_office.where(password="a wrong one")
    with pytest.raises(MailboxUnreachable) as refused, open_imap(wrong):
        pass
    assert USER in str(refused.value)
    assert "a wrong one" not in str(refused.value) + repr(wrong)


def test_a_server_that_is_away_is_asked_again_later(
    empty_database: URL, caplog: pytest.LogCaptureFixture
) -> None:
    office = stage.office_at(empty_database)
    with imap_server() as gone:
        where = gone.where()
    with caplog.at_level(logging.WARNING):
        assert receiving.receive_from(office, lambda: open_imap(where)) == 0
    assert "What came stays there until it can." in caplog.text
    office.close()


def test_a_message_that_is_too_large_is_told_and_stays_whole_on_the_server(
    empty_database: URL, post_office: ImapServer
) -> None:
    office = stage.office_at(empty_database)
    to = post.ask(office, stage.set_up_company(office))
    post_office.drop(post.answer(to) + b"x" * Limits().message_bytes)
    post_office.drop(post.answer(to, "a small one"))
    assert receiving.receive_from(office, lambda: open_imap(post_office.where())) == 2
    with office.unfenced() as session:
        large = session.query(MessageRow).filter_by(state="quarantined").one()
        assert "larger than we take" in (large.why or "")
    assert post_office.count("Sopwith") == 2
    office.close()


def test_a_reader_that_dies_loses_nothing_and_does_nothing_twice(
    empty_database: URL, tmp_path: Path, post_office: ImapServer
) -> None:
    office = stage.office_at(empty_database)
    to = post.ask(office, stage.set_up_company(office))
    rung = post.rings(office, to.case_id)
    post_office.drop(post.answer(to, "one"))
    post_office.drop(post.answer(to, "two"))
    (tmp_path / "start").touch()
    given = (empty_database, tmp_path, tmp_path / "start", "receive.committed", post_office.port)
    assert reader(*given).ends() == (-9, None)
    assert post_office.count("INBOX") == 2
    assert reader(*given).ends() == (0, 2)
    assert states(office) == {"new": 2}
    assert post.rings(office, to.case_id) == rung + 2
    office.close()


def test_two_processes_may_read_one_folder(
    empty_database: URL, tmp_path: Path, post_office: ImapServer
) -> None:
    office = stage.office_at(empty_database)
    to = post.ask(office, stage.set_up_company(office))
    rung = post.rings(office, to.case_id)
    for number in range(MESSAGES):
        post_office.drop(post.answer(to, f"{number} litres"))
    readers = [
        reader(empty_database, tmp_path, tmp_path / "start", port=post_office.port)
        for _ in range(2)
    ]
    (tmp_path / "start").touch()
    codes, handled = zip(*(one.ends() for one in readers), strict=True)
    assert codes == (0, 0)
    assert sum(filter(None, handled)) >= MESSAGES
    assert states(office) == {"new": MESSAGES}
    assert post.rings(office, to.case_id) == rung + MESSAGES
    assert post_office.count("INBOX") == 0
    office.close()


def test_workers_read_the_folder_that_is_set(empty_database: URL, post_office: ImapServer) -> None:
    office = stage.office_at(
        empty_database,
        imap_host="127.0.0.1",
        imap_port=post_office.port,
        imap_security=Security.NONE,
        imap_user=USER,
        imap_password=SecretStr(PASSWORD),
    )
    post_office.drop(post.answer(post.ask(office, stage.set_up_company(office))))
    queue = with_tasks(InMemoryConnector(), office)
    assert [one.said for one in of_incoming_mail(office.settings)] == [
        "127.0.0.1, INBOX: 1 waiting"
    ]
    queue.tasks[FETCH_MAIL](timestamp=0)
    assert states(office) == {"new": 1}
    office.close()
