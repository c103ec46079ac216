"""Thousands of broken mails among good ones, read by a process of its own: nothing is lost."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import URL

from mail.mailbox import FolderMailbox
from runtime.office import Office
from store import ledger
from store.tables.effects import MessageRow
from tests import post, stage
from tests.mail.test_incoming_fuzz import mutant, seeds
from tests.mail_reading import reader

ONE_GOOD_IN = 10
AWAY = "I am out of the office until 16 November. Please ask Jonas Weber."
TAKEN = "<taken@mail.halden.example>"
HTML = "<p>Confirmed: <b>46,000</b> litres</p>"


def grown(to: post.Asked) -> list[bytes]:
    """What is mutated: any mail, and mail that reaches the case."""
    return [
        *seeds(),
        post.answer(to, "Not confirmed."),
        post.answer(to, AWAY, auto_submitted="auto-replied"),
        post.answer(to, HTML, content_type="text/html"),
        post.answer(to, "Something else.", message_id=TAKEN),
    ]


def mails(to: post.Asked, mutants: int) -> Iterator[tuple[bool, bytes]]:
    """Mutants with good ones in between; which it is comes with each."""
    luck, begun = random.Random(20261130), grown(to)
    yield False, begun[-1]
    yield True, post.answer(to, "Confirmed under a taken id.", message_id=TAKEN)
    for number in range(mutants):
        yield False, mutant(luck.choice(begun), luck)
        if number % ONE_GOOD_IN == 0:
            yield True, post.answer(to, f"Confirmed: {number} pallets.")


def read_all(url: URL, office: Office, to: post.Asked, home: Path, mutants: int) -> None:
    rung = post.rings(office, to.case_id)
    box, sent = FolderMailbox(home / "inbox"), list(mails(to, mutants))
    for number, (_, raw) in enumerate(sent):
        (home / "inbox" / "new" / f"{number:06}").write_bytes(raw)
    (home / "start").touch()
    code, handled = reader(url, home, home / "start").ends()
    assert code == 0, "the reader died"
    assert handled == len(sent), "a message was passed over"
    assert next(iter(box.fetch_new()), None) is None
    with office.unfenced() as session:
        rows = session.execute(
            select(MessageRow.content, MessageRow.state, MessageRow.case_id)
        ).all()
    ours = [bytes(row.content) for row in rows if (row.state, row.case_id) == ("new", to.case_id)]
    kept = Counter(ours)
    wanted = [raw for is_good, raw in sent if is_good]
    assert len(wanted) == len(set(wanted)) == mutants // ONE_GOOD_IN + 1
    assert [raw for raw in wanted if kept[raw] != 1] == [], "a good message is lost or doubled"
    routed = sum(kept.values())
    assert post.rings(office, to.case_id) == rung + routed, "each rings its case once"
    bodies = {_body(bytes(row.content)) for row in rows}
    assert [raw for _, raw in sent if _body(raw) not in bodies] == [], "not everything is kept"
    assert _recorded(office, to) == routed
    print(Counter(row.state for row in rows))


def _body(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2].strip()


def _recorded(office: Office, to: post.Asked) -> int:
    with office.sessions(to.company_id) as session:
        links = list(ledger.links(session, to.company_id))
    return sum(b'"became":"routed"' in link.content for link in links)


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


def test_two_thousand_mutants_lose_no_good_mail(
    empty_database: URL, office: Office, tmp_path: Path
) -> None:
    to = post.ask(office, stage.set_up_company(office))
    read_all(empty_database, office, to, tmp_path, 2_000)


@pytest.mark.long
@pytest.mark.timeout(1_500)
def test_twenty_thousand_mutants_lose_no_good_mail(
    empty_database: URL, office: Office, tmp_path: Path
) -> None:
    to = post.ask(office, stage.set_up_company(office))
    read_all(empty_database, office, to, tmp_path, 20_000)
