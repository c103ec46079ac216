"""A layout that reads two ways is asked about once, and what was said holds for the next file."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from gates.errors import MoveNotAllowed, NotYourDecision, Refusal
from graphs.input_versions import mappings_of
from planning.sheets.mapping import Role
from runtime.confirming import confirm_layout
from runtime.halden_files import DemoFile
from runtime.layout_said import LayoutSaid
from store.tables.inputs import FindingRow, SubmissionRow
from store.tables.ledger import LedgerEventRow
from tests.graphs.inputs_seen import Files, asked, versions
from tests.living import Living

IS_LAYOUT = LedgerEventRow.kind == "layout_confirmed"


def with_a_second_quantity(file: DemoFile) -> DemoFile:
    """The same table with last month's numbers, ten more each, in a column of their own."""
    rows = [row.split(";") for row in file.content.decode("utf-8-sig").splitlines()]
    for at, row in enumerate(rows):
        row.insert(4, "Prognose alt" if at == 0 else str(at))
    return replace(file, content="\r\n".join(";".join(row) for row in rows).encode("utf-8-sig"))


def said(life: Living, version: int, *, quantity: int) -> LayoutSaid:
    """What Franka says of the columns: of two that hold numbers, which is the forecast."""
    row = next(one for one in life.rows(SubmissionRow) if one.version == version)
    (mapping,) = mappings_of(row.understood)
    roles = [column.role for column in mapping.columns]
    roles = [Role.IGNORED if role is Role.QUANTITY else role for role in roles]
    roles[quantity] = Role.QUANTITY
    return LayoutSaid(
        company_id=life.company_id,
        person_key="franka",
        input_id=asked(life, "dach").id,
        version=version,
        sheet="",
        heading_row=1,
        roles=tuple(roles),
        uom=mapping.uom,
        decimal_mark=mapping.decimal_mark,
        date_order=mapping.date_order,
    )


def test_it_is_asked_once_and_remembered(life: Living, files: Files) -> None:
    file = with_a_second_quantity(files["franka"][1])
    life.begin()
    life.answer(life.mails("franka")[0], "Anbei.", file)
    assert versions(life, "dach") == [(1, "sent_back")]
    rules = {row.rule for row in life.rows(FindingRow) if row.severity == "blocking"}
    assert "R06" in rules
    answer = said(life, 1, quantity=5)
    confirm_layout(life.office, answer)
    life.settle()
    assert versions(life, "dach") == [(1, "superseded"), (2, "accepted")]
    one, two = life.rows(SubmissionRow)
    assert two.content == one.content
    with life.office.sessions(life.company_id) as session:
        kept = session.scalars(select(LedgerEventRow.content).where(IS_LAYOUT)).all()
    assert [json.loads(content)["actor"]["key"] for content in kept] == ["franka"]
    again = replace(file, name="zweite.csv")
    life.answer(life.mails("franka")[0], "Nochmals.", again)
    (mapping,) = mappings_of(life.rows(SubmissionRow)[2].understood)
    assert (mapping.confirmed_by, mapping.doubts) == ("Franka Kranz", ())
    assert versions(life, "dach")[-1] == (3, "accepted")


def test_only_the_owner_and_the_lead_say_it_and_only_of_what_stands(
    life: Living, files: Files
) -> None:
    life.begin()
    life.answer(life.mails("franka")[0], "Anbei.", with_a_second_quantity(files["franka"][1]))
    right = said(life, 1, quantity=5)
    twice = tuple(Role.SKU for _ in right.roles)
    refused: list[tuple[LayoutSaid, type[Refusal]]] = [
        (replace(right, person_key="erik"), NotYourDecision),
        (replace(right, version=2), MoveNotAllowed),
        (replace(right, sheet="Other"), MoveNotAllowed),
        (replace(right, roles=right.roles[1:]), MoveNotAllowed),
        (replace(right, roles=twice), MoveNotAllowed),
        (replace(right, heading_row=99), MoveNotAllowed),
    ]
    for one, refusal in refused:
        with pytest.raises(refusal):
            confirm_layout(life.office, one)
    assert len(life.rows(SubmissionRow)) == 1
    confirm_layout(life.office, replace(right, person_key="sofie"))
    life.settle()
    assert versions(life, "dach")[-1][0] == 2
