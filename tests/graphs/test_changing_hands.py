"""An action changes hands by the receiver's yes and by nothing else."""

from datetime import timedelta

import pytest

from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.offers import OfferRow
from store.tables.people import PersonRow
from tests.graphs.actions_at_hand import hand_out
from tests.living import Living, Mail

ENOUGH = "Confirmed: 12,550 by 27.11.2026."


def owner(life: Living) -> str:
    row = next(row for row in life.rows(ActionRow) if row.key == "confirm")
    return next(who.key for who in life.rows(PersonRow) if who.id == row.owner_id)


def states(life: Living) -> list[str]:
    return [row.state for row in life.rows(OfferRow)]


def offered(life: Living) -> Mail:
    """Tomas asks Jonas to take his action over."""
    hand_out(life)
    life.answer(life.mails("tomas")[0], "Please ask Jonas Weber instead.")
    (mail,) = life.mails("jonas", "action_offered")
    return mail


def test_a_colleague_is_asked_and_the_giver_still_owns_it(life: Living) -> None:
    mail = offered(life)
    assert "Tomas" in mail.text
    assert "12,550 kg by Mon 30 Nov" in mail.text
    assert (owner(life), states(life)) == ("tomas", ["asked"])


def test_a_yes_makes_it_theirs_and_the_giver_is_told(life: Living) -> None:
    life.answer(offered(life), "Yes, I take it over.")
    assert (owner(life), states(life)) == ("jonas", ["taken"])
    (told,) = life.mails("tomas", "offer_answered")
    assert "has taken over" in told.text
    (own,) = life.mails("jonas", "action_assigned")
    life.answer(own, ENOUGH)
    assert next(row.state for row in life.rows(ActionRow) if row.key == "confirm") == "done"


def test_a_no_returns_it_with_the_words(life: Living) -> None:
    life.answer(offered(life), "No, sorry, I have no time.")
    assert (owner(life), states(life)) == ("tomas", ["refused"])
    (told,) = life.mails("tomas", "offer_answered")
    assert "I have no time" in told.text
    kinds = [row.kind for row in life.rows(ActionUpdateRow)]
    assert kinds.count("returned") == 1


def test_silence_returns_it_and_the_giver_was_chased_meanwhile(life: Living) -> None:
    hand_out(life)
    life.wait(days=2)
    life.answer(life.mails("tomas")[0], "Please ask Jonas Weber instead.")
    (asked,) = life.rows(OfferRow)
    life.until(asked.due_at - timedelta(minutes=1))
    assert states(life) == ["asked"]
    assert len(life.mails("tomas", "action_reminder")) == 1, "the giver still owns it"
    assert life.mails("jonas", "action_reminder") == []
    life.until(asked.due_at)
    assert (owner(life), states(life)) == ("tomas", ["silent"])
    (told,) = life.mails("tomas", "offer_answered")
    assert "has not answered in time" in told.text


def test_what_is_neither_yes_nor_no_is_asked_again(life: Living) -> None:
    life.answer(offered(life), "Only if Aino helps me with it.")
    assert (owner(life), states(life)) == ("tomas", ["asked"])
    (again,) = life.mails("jonas", "answer_unclear")
    life.answer(again, "Yes")
    assert owner(life) == "jonas"


def test_who_gave_it_away_closes_it_no_more(life: Living) -> None:
    mail = offered(life)
    life.answer(mail, "Ja")
    life.answer(life.mails("tomas", "action_assigned")[0], ENOUGH)
    (told,) = life.mails("tomas", "answer_unclear")
    assert "is with Jonas" in told.text
    assert next(row for row in life.rows(ActionRow) if row.key == "confirm").evidence is None


def test_one_colleague_at_a_time(life: Living) -> None:
    offered(life)
    life.answer(life.mails("tomas")[0], "Please ask Aino Kallio instead.")
    assert states(life) == ["asked"]
    (told,) = life.mails("tomas", "answer_unclear")
    assert "asked already" in told.text


def test_what_is_done_meanwhile_needs_nobody(life: Living) -> None:
    offered(life)
    life.answer(life.mails("tomas")[0], ENOUGH)
    assert states(life) == ["withdrawn"]
    assert len(life.mails("jonas", "no_longer_needed")) == 1
    assert life.mails("jonas", "action_assigned") == []


@pytest.mark.parametrize("point", ["action.offered", "action.read", "advance.moved"])
def test_dying_asks_once_and_takes_once(life: Living, point: str) -> None:
    hand_out(life)
    life.dies_at.add(point)
    life.answer(life.mails("tomas")[0], "Please ask Jonas Weber instead.")
    life.answer(life.mails("jonas", "action_offered")[0], "Yes")
    assert not life.dies_at
    assert (owner(life), states(life)) == ("jonas", ["taken"])
    assert len(life.mails("jonas", "action_offered")) == 1
    assert len(life.mails("tomas", "offer_answered")) == 1
