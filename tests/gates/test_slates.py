"""Who sits: by role, by name, by what they own; and that no request opens with a dead end."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gates import errors
from gates.authority import Limit, Purse
from gates.brief import Brief
from gates.catalogue import EXECUTIVE_LOCK, TRADE_OFF
from gates.gate import Gate, Rule
from gates.people import Role
from gates.rules import can_pass
from gates.seating import Directory, Member, named, owner_of, role
from gates.slates import slate_of
from tests import stage


def member(key: str, holds: Role, manager: str | None = None) -> Member:
    return Member(key=key, name=key.title(), title="Title", role=holds, manager=manager)


PEOPLE = Directory(
    members=(
        member("henrik", Role.GENERAL_MANAGER),
        member("ines", Role.COO, "henrik"),
        member("jonas", Role.OPERATIONS_LEAD, "ines"),
        member("erik", Role.REGIONAL_PLANNER, "jonas"),
        member("lucia", Role.REGIONAL_PLANNER, "jonas"),
    ),
    owners={"region:nordics": "erik", "region:iberia": "lucia"},
    version="v7",
)


def brief(**changes: Any) -> Brief:
    said: dict[str, Any] = {"authors": (), **changes}
    return replace(stage.brief(), **said)


def test_the_owner_of_what_the_brief_is_about_sits_and_is_told_why() -> None:
    gate = replace(TRADE_OFF, slate=(owner_of("region"),), rule=Rule.PER_GROUP)
    about = {"region": ("nordics", "iberia")}
    erik, lucia = slate_of(gate, brief(about=about), PEOPLE)
    assert (erik.holder, erik.group, lucia.holder) == ("erik", "region:nordics", "lucia")
    assert (erik.why.rule, erik.why.version) == ("owner of region", "v7")
    assert erik.why.data == "region:nordics → erik"


def test_a_person_named_sits_once_even_if_their_role_sits_too() -> None:
    gate = replace(TRADE_OFF, slate=(named("ines"), role(Role.COO), role(Role.OPERATIONS_LEAD)))
    assert [chair.holder for chair in slate_of(gate, brief(), PEOPLE)] == ["ines", "jonas"]


def test_whom_it_escalates_to_stands_in_for_an_author() -> None:
    (chair,) = slate_of(TRADE_OFF, brief(authors=("ines",)), PEOPLE)
    assert chair.holder == "henrik"
    assert chair.why.rule.startswith("stands in for role coo")


@pytest.mark.parametrize(
    ("gate", "changes"),
    [
        pytest.param(TRADE_OFF, {"authors": ("ines", "henrik")}, id="everybody took part"),
        pytest.param(
            replace(TRADE_OFF, slate=(owner_of("family"),), escalates_to=Role.ADMIN),
            {},
            id="no owner",
        ),
        pytest.param(
            replace(TRADE_OFF, rule=Rule.N_OF_M, needed=3), {}, id="fewer people than needed"
        ),
        pytest.param(
            replace(
                TRADE_OFF,
                slate=(role(Role.COO), role(Role.FINANCE_LEAD), role(Role.SALES_LEAD)),
                rule=Rule.PER_GROUP,
            ),
            {},
            id="two groups nobody fills",
        ),
    ],
)
def test_a_slate_that_cannot_decide_is_refused_when_it_opens(
    gate: Gate, changes: dict[str, Any]
) -> None:
    with pytest.raises(errors.NobodyMaySit, match="Missing for"):
        slate_of(gate, brief(**changes), PEOPLE)


def test_who_may_approve_that_much_is_seated_too() -> None:
    limits = (
        Limit(role=Role.COO, limit_eur=Decimal(10)),
        Limit(role=Role.GENERAL_MANAGER, limit_eur=Decimal(10**9)),
    )
    ines, henrik = slate_of(TRADE_OFF, brief(), PEOPLE, Purse(limits=limits))
    assert (ines.holder, henrik.holder) == ("ines", "henrik")
    assert "nobody seated may approve" in henrik.why.rule


KEYS = [one.key for one in PEOPLE.members]
ANYBODY = st.sets(st.sampled_from(KEYS), max_size=4).map(lambda keys: tuple(sorted(keys)))


@settings(max_examples=300, deadline=None)
@given(
    authors=ANYBODY,
    submitters=ANYBODY,
    rule=st.sampled_from(list(Rule)),
    roles=st.lists(st.sampled_from(list(Role)), min_size=1, max_size=4, unique=True),
    needed=st.integers(1, 3),
)
def test_what_opens_can_be_closed_by_people_who_took_no_part(
    authors: tuple[str, ...],
    submitters: tuple[str, ...],
    rule: Rule,
    roles: list[Role],
    needed: int,
) -> None:
    gate = replace(EXECUTIVE_LOCK, slate=tuple(map(role, roles)), rule=rule, needed=needed)
    told = brief(authors=authors, submitters=submitters)
    try:
        slate = slate_of(gate, told, PEOPLE)
    except errors.NobodyMaySit:
        return
    assert can_pass(gate, slate)
    assert not {chair.holder for chair in slate} & told.took_part
    assert len({chair.holder for chair in slate}) == len(slate)
