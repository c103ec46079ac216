"""The link in a letter opens one input for its owner, for a while, and for nobody else."""

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from sqlalchemy import select

from gates.errors import MoveNotAllowed, ReasonMissing
from graphs.input_page import latest_numbers, to_correct
from graphs.new_facts import new_facts
from runtime.halden_files import DemoFile
from runtime.link_holders import LinkOver, holder_of
from runtime.open_inputs import facts_of, sendable
from runtime.routing import Outcome
from runtime.sending_by_link import (
    CellNotTaken,
    FileNotTaken,
    say_unchanged,
    send_file,
    send_grid,
)
from runtime.writing_back import write_back
from store.links import LinkHolder
from store.tables.effects import CapturedMailRow, EffectRow
from store.tables.gates import RequestRow
from store.tables.inputs import InputRequestRow, SubmissionRow
from store.tables.links import InputLinkRow
from store.tables.people import PersonRow
from store.tables.plans import BaselineRow
from store.tables.standing import ChangeRow
from tests.graphs.inputs_seen import Files, asked, versions
from tests.living import Living

LINK = re.compile(r"/i/([a-z2-7]{32})")


@pytest.fixture
def life(at: Callable[[str], Living]) -> Living:
    """Every owner has been asked."""
    return at("asked")


def token_of(life: Living, person: str) -> str:
    found = LINK.search(life.mails(person)[0].text)
    assert found is not None
    return found[1]


def holder(life: Living, person: str) -> LinkHolder:
    return holder_of(life.office, token_of(life, person))


def test_the_letter_brings_a_link_and_a_sheet_and_the_database_keeps_neither_open(
    life: Living, files: Files
) -> None:
    token = token_of(life, "franka")
    who = holder_of(life.office, token)
    assert (who.person_key, who.input_id) == ("franka", asked(life, "dach").id)
    kept = [str(row.content) for row in life.rows(EffectRow)]
    assert not any(token in content for content in kept)
    with life.office.sessions(life.company_id) as session:
        digests = session.scalars(select(InputLinkRow.token_sha256)).all()
        mail = session.scalars(
            select(CapturedMailRow).where(CapturedMailRow.to_address.like("franka%"))
        ).first()
    assert token not in digests
    assert mail is not None
    parts = message_from_bytes(mail.content, policy=default).iter_attachments()
    (sheet,) = [(part.get_filename(), part.get_content()) for part in parts]
    assert sheet[0] == "dach_november_2026_forecast.xlsx"
    life.answer(life.mails("franka")[0], "Anbei.", DemoFile(name=sheet[0], content=sheet[1]))
    assert versions(life, "dach") == [(1, "accepted")], "sent back as it came, it stands"


def test_it_is_over_after_two_weeks_and_with_its_owner(life: Living) -> None:
    token = token_of(life, "franka")
    with pytest.raises(LinkOver):
        holder_of(life.office, token[:-1] + ("a" if token[-1] != "a" else "b"))
    with life.office.sessions(life.company_id) as session:
        row = session.get_one(InputRequestRow, asked(life, "dach").id)
        before, row.owner_id = row.owner_id, asked(life, "nordics").owner_id
    with pytest.raises(LinkOver):
        holder_of(life.office, token)
    with life.office.sessions(life.company_id) as session:
        session.get_one(InputRequestRow, asked(life, "dach").id).owner_id = before
    holder_of(life.office, token)
    life.clock.at = asked(life, "dach").due_at.replace(month=12)
    with pytest.raises(LinkOver):
        holder_of(life.office, token)


def test_a_file_by_the_page_is_a_version_like_any_other(life: Living, files: Files) -> None:
    who = holder(life, "franka")
    wrong, right = files["franka"]
    send_file(life.office, who, wrong.name, wrong.content)
    send_file(life.office, who, wrong.name, wrong.content)
    life.settle()
    assert versions(life, "dach") == [(1, "sent_back")], "a form sent twice is one version"
    send_file(life.office, who, "C:\\plans\\" + right.name, right.content)
    life.settle()
    assert versions(life, "dach") == [(1, "superseded"), (2, "accepted")]
    two = life.rows(SubmissionRow)[1]
    assert (two.channel, two.file_name) == ("link", right.name)
    with pytest.raises(FileNotTaken, match="what"):
        send_file(life.office, who, "what.pdf", b"%PDF-1.7")


def test_cells_are_corrected_over_what_was_shown(life: Living) -> None:
    who = holder(life, "lucia")
    cells = grid(life, who)
    with pytest.raises(MoveNotAllowed, match="No cell was changed"):
        send_grid(life.office, who, 0, cells)
    with pytest.raises(CellNotTaken, match=r"12\.5"):
        send_grid(life.office, who, 0, ["12.5", *cells[1:]])
    with pytest.raises(MoveNotAllowed, match="Another version"):
        send_grid(life.office, who, 1, cells)
    changed = [str(int(cells[0]) + 1), *cells[1:]]
    send_grid(life.office, who, 0, changed)
    life.settle()
    assert versions(life, "iberia") == [(1, "accepted")]
    assert grid(life, who) == changed


def test_two_who_correct_cells_at_once_do_not_overwrite_each_other(
    life: Living, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = holder(life, "franka")
    cells = grid(life, who)
    reads = facts_of

    def while_it_is_checked(*given: Any) -> Any:
        facts = reads(*given)
        monkeypatch.undo()
        send_file(life.office, who, files["franka"][1].name, files["franka"][1].content)
        return facts

    monkeypatch.setattr("runtime.sending_by_link.facts_of", while_it_is_checked)
    with pytest.raises(MoveNotAllowed, match="Another version"):
        send_grid(life.office, who, 0, [str(int(cells[0]) + 1), *cells[1:]])
    assert versions(life, "dach") == [(1, "received")]


def grid(life: Living, who: LinkHolder) -> list[str]:
    """The cells as the page fills them."""

    with life.office.sessions(life.company_id) as session:
        facts = facts_of(session, sendable(session, who.input_id))
        filled = to_correct(facts, latest_numbers(session, who.input_id))
    return ["" if n is None else str(n) for row in filled.rows for n in row.units]


def test_no_change_and_words_are_answers_too(life: Living) -> None:
    say_unchanged(life.office, holder(life, "lucia"))
    life.settle()
    assert versions(life, "iberia") == [(1, "accepted")]
    say_unchanged(life.office, holder(life, "lucia"))
    life.settle()
    assert versions(life, "iberia") == [(1, "accepted")], "what stands goes on standing"
    write_back(life.office, holder(life, "erik"), "Same as last month, no changes.")
    life.settle()
    assert versions(life, "nordics") == [(1, "accepted")]
    with pytest.raises(ReasonMissing):
        write_back(life.office, holder(life, "erik"), " \x00 ")


def test_what_comes_after_the_freeze_is_a_change_and_never_counts_by_itself(
    at: Callable[[str], Living],
) -> None:
    life = at("lock")
    who = holder(life, "lucia")
    cells = grid(life, who)
    before = len(versions(life, "iberia"))
    (baseline,) = [row for row in life.rows(BaselineRow) if row.frozen_at]
    send_grid(life.office, who, before, [str(int(cells[0] or 0) + 500), *cells[1:]])
    life.settle()
    kept = versions(life, "iberia")
    assert kept[-1] == (before + 1, "late")
    assert "accepted" in {state for _, state in kept[:-1]}
    (change,) = [row for row in life.rows(ChangeRow) if row.kind == "late"]
    assert change.verdict == "noted"
    (moved,) = change.facts["compared"]
    assert moved["label"].startswith("Iberia, Oat Bars")
    assert moved["where"] == f"/inputs/{who.input_id}/versions/{before + 1}"
    (after,) = [row for row in life.rows(BaselineRow) if row.frozen_at]
    assert after.sha256 == baseline.sha256
    with life.office.sessions(life.company_id) as session:
        decided = session.scalars(select(RequestRow).where(RequestRow.gate == "trade_off")).one()
        named = [fact.says for fact in new_facts(session, decided)]
    assert moved["label"] in named, "who decided may have it looked at again for this"
    with pytest.raises(MoveNotAllowed):
        say_unchanged(life.office, who)


def test_a_link_cannot_fill_our_disks(
    life: Living, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.sending_by_link.VERSIONS_A_DAY", 1)
    wrong, right = files["franka"]
    send_file(life.office, holder(life, "franka"), wrong.name, wrong.content)
    with pytest.raises(MoveNotAllowed, match="tomorrow"):
        send_file(life.office, holder(life, "franka"), right.name, right.content)


def test_a_mail_that_comes_after_the_freeze_is_a_late_version_too(
    at: Callable[[str], Living], files: Files
) -> None:
    life = at("lock")
    letter = life.mails("franka")[-1]
    before = versions(life, "dach")
    got = life.answer(letter, "Attached.", files["franka"][0])
    assert got.outcome is Outcome.ROUTED
    assert versions(life, "dach") == [*before, (len(before) + 1, "late")]
    (told,) = life.mails("franka", "no_longer_needed")
    assert "kept as a late change" in told.text
    assert LINK.search(told.text), "and may send another by the page"
    (baseline,) = [row for row in life.rows(BaselineRow) if row.frozen_at]
    life.answer(letter, "Could be that we need somewhat more granola, not sure yet.")
    assert versions(life, "dach")[-1] == (len(before) + 1, "late")
    unclear = life.mails("franka", "answer_unclear")[-1]
    assert LINK.search(unclear.text), "who is asked back can answer without an account"
    (after,) = [row for row in life.rows(BaselineRow) if row.frozen_at]
    assert after.sha256 == baseline.sha256


def test_letters_and_page_speak_the_owners_language(
    at: Callable[[str], Living], files: Files
) -> None:
    life = at("monday")
    with life.office.sessions(life.company_id) as session:
        people = {row.key: row for row in session.scalars(select(PersonRow))}
        people["franka"].language, people["lucia"].language = "de", "es"
    life.begin()
    (german,), (spanish,), (english,) = map(life.mails, ("franka", "lucia", "erik"))
    assert german.subject.startswith("Bitte senden: die Prognose November 2026 für DACH bis")
    assert "bitte senden Sie die Prognose" in german.text
    assert spanish.subject.startswith("Envíe: la previsión de noviembre 2026 para Iberia")
    assert english.subject.startswith("Send the November 2026 forecast for Nordics by")
    life.answer(german, "Anbei.", files["franka"][0])
    (back,) = life.mails("franka", "input_findings")
    assert "108 Zeilen: Kartons als Stück gesendet" in back.text
    assert "Multiplizieren Sie mit den Stück je Karton" in back.text
    who = holder(life, "lucia")
    write_back(life.office, who, "Quizás algo más, no lo sé todavía.")
    life.settle()
    assert "No pudimos tomarla como está" in life.mails("lucia")[-1].text
