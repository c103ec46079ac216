"""A brief survives freezing, has one digest, and says what moved."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from gates.brief import Brief, Section, Stake, digest, freeze, thaw
from gates.moved import Moved, what_moved
from tests.stage import brief


@given(st.builds(Section, key=st.text(), title=st.text(), lines=st.lists(st.text()).map(tuple)))
def test_freezing_keeps_everything(section: Section) -> None:
    said = brief(sections=(section,))
    assert thaw(freeze(said)) == said
    assert digest(thaw(freeze(said))) == digest(said)


def test_nothing_moved() -> None:
    assert what_moved(brief(), brief()) == ()


def test_a_moved_stake_is_named() -> None:
    now: Brief = brief(stake=Stake(amount_eur=Decimal(150), headline="€182k margin", detail=""))
    assert digest(now) != digest(brief())
    assert what_moved(brief(), now) == (
        Moved(where="stake › amount_eur", shown="182000", now="150"),
    )
