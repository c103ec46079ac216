"""A split action: parts with owners of their own, each chased, and the whole done with them."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from gates.splitting import Part
from runtime.acted import Acted, Doing, IsSplit
from runtime.acting import act
from runtime.opening import open_cycle
from store.tables.actions import ActionRow
from store.tables.cycles import CycleRow
from store.tables.people import PersonRow
from tests.graphs.actions_at_hand import hand_out
from tests.living import Living

PARTS = (
    Part(to="tomas", due=date(2026, 11, 5), share=Decimal(6_000)),
    Part(to="jonas", due=date(2026, 11, 6), share=Decimal(6_550), words="from the second supplier"),
)


def split(life: Living, *parts: Part) -> None:
    hand_out(life)
    said = Acted(doing=Doing.SPLIT, answer_id=uuid4(), parts=parts or PARTS)
    act(life.office, life.company_id, "tomas", whole(life).id, said)
    life.settle()


def whole(life: Living) -> ActionRow:
    return next(row for row in life.rows(ActionRow) if row.key.endswith("confirm"))


def parts(life: Living) -> list[ActionRow]:
    return sorted((row for row in life.rows(ActionRow) if "/part-" in row.key), key=lambda p: p.id)


def owners(life: Living) -> list[str]:
    names = {who.id: who.key for who in life.rows(PersonRow)}
    return [names[row.owner_id] for row in parts(life)]


def test_each_part_is_its_owners_only_by_their_yes(life: Living) -> None:
    split(life)
    assert owners(life) == ["tomas", "tomas"]
    assert all(row.due_at <= whole(life).due_at for row in parts(life))
    (mail,) = life.mails("jonas", "action_offered")
    assert "6,550 from the second supplier" in mail.text
    life.answer(mail, "Yes")
    assert owners(life) == ["tomas", "jonas"]


def test_the_whole_is_done_when_its_parts_are(life: Living) -> None:
    split(life)
    life.answer(life.mails("jonas", "action_offered")[0], "Yes")
    own, other = (
        life.mails("tomas", "action_assigned")[1],
        life.mails("jonas", "action_assigned")[0],
    )
    life.answer(own, "Confirmed: 6,000 by 27.11.2026.")
    assert [row.state for row in parts(life)] == ["done", "assigned"]
    assert whole(life).state == "in_progress"
    life.answer(other, "Confirmed: 6,550 by 30.11.2026.")
    done = whole(life)
    assert done.state == "done"
    assert done.evidence is not None
    assert (done.evidence["quantity"], done.evidence["by"]) == ("12550", "2026-11-30")
    assert [row.state for row in life.rows(ActionRow) if row.key == "reschedule"] == ["assigned"]


def test_a_part_that_falls_short_keeps_the_whole_open(life: Living) -> None:
    split(life)
    for mail in life.mails("tomas", "action_assigned")[1:]:
        life.answer(mail, "Confirmed: 6,000 by 27.11.2026.")
    assert [row.state for row in parts(life)] == ["done", "in_progress"]
    assert whole(life).state == "in_progress"


def test_the_parts_are_chased_and_the_whole_is_not(life: Living) -> None:
    split(life)
    life.until(whole(life).due_at + timedelta(days=3))
    asked = {request.case_id for request in life.open_requests("late_action")}
    assert asked == {f"action:{row.id}" for row in parts(life)}
    reminded = [mail.text for mail in life.mails("tomas", "action_reminder")]
    assert reminded
    assert all("Action confirm: 6," in text for text in reminded)


def test_answers_to_the_whole_name_its_parts(life: Living) -> None:
    split(life)
    life.answer(life.mails("tomas")[0], "Confirmed: 12,550 by 27.11.2026.")
    assert whole(life).state == "in_progress"
    (told,) = life.mails("tomas", "answer_unclear")
    assert "has been split" in told.text
    again = Acted(doing=Doing.SPLIT, answer_id=uuid4(), parts=PARTS)
    with pytest.raises(IsSplit):
        act(life.office, life.company_id, "tomas", whole(life).id, again)


def test_parts_called_off_leave_the_whole_to_its_owner(life: Living) -> None:
    split(life)
    life.until(whole(life).due_at + timedelta(days=3))
    for request in life.open_requests("late_action"):
        life.decide_one(request, "jonas", choice="call_off")
    assert {row.state for row in parts(life)} == {"cancelled"}
    life.answer(life.mails("tomas")[0], "Confirmed: 12,550 by 27.11.2026.")
    assert whole(life).state == "done"


def test_the_next_cycle_takes_up_the_whole_with_its_parts(life: Living) -> None:
    split(life)
    life.answer(life.mails("tomas", "action_assigned")[1], "Confirmed: 6,000 by 27.11.2026.")
    with life.office.sessions(life.company_id) as session:
        session.query(CycleRow).one().step = "execution"
    open_cycle(life.office, life.company_id, month=date(2026, 12, 1))
    life.settle()
    second = max(row.id for row in life.rows(CycleRow))
    new = {row.key.partition("/")[2]: row for row in life.rows(ActionRow) if row.cycle_id == second}
    assert new["confirm/part-2"].part_of == new["confirm"].id
    done = next(row for row in life.rows(ActionRow) if row.key == "confirm/part-1")
    assert done.part_of == new["confirm"].id
    (mail,) = life.mails("tomas", "action_assigned")[3:]
    life.answer(mail, "Confirmed: 6,550 by 27.11.2026.")
    after = {row.id: row.state for row in life.rows(ActionRow)}
    assert after[new["confirm/part-2"].id] == "done"
    assert after[new["confirm"].id] == "done"


def test_it_is_split_by_mail_and_a_colleagues_part_waits_for_their_yes(life: Living) -> None:
    hand_out(life)
    (asked,) = life.mails("tomas")
    life.answer(asked, "Bitte aufteilen: 6.550 kg Jonas Weber bis 6.11., den Rest mache ich.")
    assert [row.title for row in parts(life)] == ["Action confirm: 6,550", "Action confirm: 6,000"]
    assert owners(life) == ["tomas", "tomas"]
    life.answer(life.mails("jonas", "action_offered")[0], "Yes")
    assert owners(life) == ["jonas", "tomas"]
    assert life.mails("tomas", "answer_unclear") == []


def test_parts_by_mail_that_dont_add_up_are_said_so(life: Living) -> None:
    hand_out(life)
    (asked,) = life.mails("tomas")
    life.answer(asked, "Please split it: 6,000 Jonas by 6 November, 6,000 me by 6 November.")
    assert parts(life) == []
    (told,) = life.mails("tomas", "answer_unclear")
    assert "add up to what the whole commits. That is 12,550." in told.text
    life.answer(told, "Please split it: 6,550 Jonas by 6 November, 6,000 me by 6 November.")
    assert len(parts(life)) == 2
