"""What a finding proposes is written by one answer of its owner, and by nobody else's."""

from dataclasses import replace
from datetime import date

import pytest

from gates.errors import MoveNotAllowed, NotYourDecision, Refusal
from runtime.correcting import Consent, accept_correction
from runtime.halden import halden_foods
from store.tables.inputs import FindingRow, SubmissionRow, SubmittedLineRow
from tests.graphs.inputs_seen import Files, asked, versions
from tests.living import Living


def test_a_yes_to_the_letter_corrects_the_cells_it_named(life: Living, files: Files) -> None:
    life.begin()
    life.answer(life.mails("franka")[0], "Anbei.", files["franka"][0])
    (back,) = life.mails("franka", "input_findings")
    assert "“yes”" in back.text
    first = {key_of(line): line.units for line in life.rows(SubmittedLineRow)}
    life.answer(back, "Ja bitte, aber nicht alle.")
    assert versions(life, "dach") == [(1, "sent_back")], "anything else than yes is no yes"
    life.answer(back, "Ja, bitte korrigieren.\n\nViele Grüße\nFranka")
    assert versions(life, "dach") == [(1, "superseded"), (2, "accepted")]
    one, two = life.rows(SubmissionRow)
    assert (two.content, two.file_name, two.sender_id) == (
        one.content,
        one.file_name,
        one.sender_id,
    )
    assert two.understood is not None
    changes = two.understood["corrected"]["changes"]
    assert two.understood["corrected"]["version"] == 1
    now = {key_of(x): x.units for x in life.rows(SubmittedLineRow) if x.submission_id == two.id}
    wrong = {key for key in now if now[key] != first[key]}
    assert len(wrong) == len(changes) == 108
    per_case = {item.sku: item.units_per_case for item in halden_foods().items}
    assert all(now[key] == first[key] * per_case[key[0]] for key in wrong)


def key_of(line: SubmittedLineRow) -> tuple[str, str, date]:
    return (line.sku, line.tier, line.month)


def test_the_owner_lets_one_group_be_corrected_and_nobody_else_can(
    life: Living, files: Files
) -> None:
    life.begin()
    life.answer(life.mails("erik")[0], "Attached.", files["erik"][0])
    twice = Consent(
        company_id=life.company_id,
        person_key="erik",
        input_id=asked(life, "nordics").id,
        version=1,
        rule="R21",
    )
    refused: list[tuple[Consent, type[Refusal]]] = [
        (replace(twice, person_key="sofie"), NotYourDecision),
        (replace(twice, version=2), MoveNotAllowed),
        (replace(twice, rule="R54"), MoveNotAllowed),
    ]
    for consent, refusal in refused:
        with pytest.raises(refusal):
            accept_correction(life.office, consent)
    accept_correction(life.office, twice)
    life.settle()
    assert versions(life, "nordics")[0] == (1, "superseded")
    with pytest.raises(MoveNotAllowed):
        accept_correction(life.office, twice)
    corrected = life.rows(SubmissionRow)[1]
    left = [x for x in life.rows(FindingRow) if x.submission_id == corrected.id]
    assert "R21" not in {finding.rule for finding in left}
