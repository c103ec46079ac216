"""Who is away until after the deadline isn't asked: their substitute is, and may send."""

from datetime import datetime, timedelta

from gates.delegating import Delegation, DelegationKind
from runtime.delegating import delegate
from store.tables.people import PersonRow
from tests.graphs.inputs_seen import Files, asked, versions
from tests.living import Living


def stands_in(
    life: Living, giver: str, receiver: str, *, days: float, begins: datetime | None = None
) -> None:
    at = begins or life.clock.at
    away = Delegation(
        id=0,
        kind=DelegationKind.OUT_OF_OFFICE,
        giver=giver,
        receiver=receiver,
        gates=frozenset(),
        request=None,
        starts_at=at,
        ends_at=at + timedelta(days=days),
        limit_eur=None,
    )
    delegate(life.office, life.company_id, giver, away)
    life.settle()


def owner(life: Living, region: str) -> str:
    return next(row.key for row in life.rows(PersonRow) if row.id == asked(life, region).owner_id)


def test_a_substitute_is_asked_at_once_and_may_send(life: Living, files: Files) -> None:
    life.begin()
    left = (asked(life, "nordics").due_at - life.clock.at) / timedelta(days=1)
    stands_in(life, "franka", "erik", days=left / 2)
    assert owner(life, "dach") == "franka", "she is back before the deadline"
    stands_in(life, "erik", "aiko", days=left + 2)
    assert owner(life, "nordics") == "aiko"
    (mail,) = life.mails("aiko", "input_request")
    life.answer(mail, "Attached.", files["erik"][1])
    assert versions(life, "nordics") == [(1, "accepted")]
    assert life.mails("erik", "input_reminder") == []
    stands_in(life, "lucia", "erik", days=left + 2)
    assert owner(life, "iberia") == "lucia", "her substitute is away as well"


def test_an_absence_to_come_counts_when_it_begins(life: Living) -> None:
    tomorrow = life.clock.at + timedelta(days=1)
    stands_in(life, "franka", "aiko", days=40, begins=tomorrow)
    life.begin()
    stands_in(life, "erik", "aiko", days=40, begins=tomorrow)
    life.until(tomorrow - timedelta(hours=1))
    assert (owner(life, "dach"), owner(life, "nordics")) == ("franka", "erik")
    assert life.mails("aiko", "input_request") == []
    life.until(tomorrow)
    assert (owner(life, "dach"), owner(life, "nordics")) == ("aiko", "aiko")
    assert len(life.mails("aiko", "input_request")) == 2
