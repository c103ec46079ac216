"""Scenario files: what they say, and every way in which they can be wrong."""

from decimal import Decimal

import pytest

from planning.directory_problems import ScenariosUnusable
from planning.levers import (
    LEVERS,
    BuildEarly,
    LimitPromotion,
    LockAgreed,
    LowerNonCoreService,
)
from planning.levers_of_demand import MoveDemand, RaisePrice
from planning.levers_of_promotion import ScalePromotion, ShiftPromotion
from planning.levers_of_supply import ShareFairly, UseOtherLines, UseOtherSuppliers
from planning.scenario import DO_NOTHING, Scenario
from planning.scenario_file import read_scenarios
from tests.small_companies import company, component, told_everything

WRITTEN = """
[[scenario]]
key = "half"
name = "Half as fast"
summary = "Half the syrup by air, key accounts only"

[[scenario.levers]]
lever = "build_early"
components = ["SYRUP"]
expedite_share_pct = 62.5
overtime = false

[[scenario.levers]]
lever = "limit_promotion"
promotion = "DEC"
tiers = ["key"]

[[scenario]]
key = "lower"
[[scenario.levers]]
lever = "lower_non_core_service"
floor_pct = 80

[[scenario]]
key = "lock"
[[scenario.levers]]
lever = "lock_agreed"
"""

WIDER = """
[[scenario]]
key = "promotion"
[[scenario.levers]]
lever = "shift_promotion"
promotion = "DEC"
weeks = 1
[[scenario.levers]]
lever = "scale_promotion"
promotion = "DEC"
depth_pct = 50

[[scenario]]
key = "elsewhere"
[[scenario.levers]]
lever = "use_other_suppliers"
components = ["SYRUP"]
[[scenario.levers]]
lever = "use_other_lines"
resources = ["MIXER"]
[[scenario.levers]]
lever = "share_fairly"

[[scenario]]
key = "demand"
[[scenario.levers]]
lever = "raise_price"
skus = ["BAR"]
raise_pct = 7.5
week = 2
[[scenario.levers]]
lever = "move_demand"
region = "north"
plant = "Hove"
week = 3
"""


def read(text: str) -> tuple[Scenario, ...]:
    return read_scenarios(text, file="mine.toml", company=company())


def test_levers_and_their_parameters_are_read() -> None:
    nothing, half, lower, lock = read(WRITTEN)
    assert (nothing.key, nothing.levers) == (DO_NOTHING, ())
    assert (half.key, half.name) == ("half", "Half as fast")
    assert half.levers == (
        BuildEarly(components=("SYRUP",), expedite_share_pct=Decimal("62.5"), overtime=False),
        LimitPromotion(promotion="DEC", tiers=("key",)),
    )
    assert lower.levers == (LowerNonCoreService(floor_pct=Decimal(80)),)
    assert (lower.name, lower.summary) == ("lower", "")
    assert lock.levers == (LockAgreed(),)


def test_every_lever_can_be_written() -> None:
    assert all(f'lever = "{name}"' in WRITTEN + WIDER for name in LEVERS)


def test_levers_on_a_wider_network_are_read() -> None:
    wide = read_scenarios(WIDER, file="mine.toml", company=told_everything())
    assert [type(lever) for lever in wide[1].levers] == [ShiftPromotion, ScalePromotion]
    assert wide[2].levers == (
        UseOtherSuppliers(components=("SYRUP",)),
        UseOtherLines(resources=("MIXER",)),
        ShareFairly(),
    )
    assert wide[3].levers == (
        RaisePrice(skus=("BAR",), raise_pct=Decimal("7.5"), week=2),
        MoveDemand(region="north", plant="Hove", week=3),
    )


def test_a_lever_that_cannot_be_pulled_is_refused_with_why() -> None:
    with pytest.raises(ScenariosUnusable, match="makes nothing but its own items"):
        read(
            '[[scenario]]\nkey = "a"\n[[scenario.levers]]\n'
            'lever = "use_other_lines"\nresources = ["LINE"]'
        )


def test_doing_nothing_comes_first_under_its_own_name() -> None:
    text = WRITTEN + '\n[[scenario]]\nkey = "do_nothing"\nname = "Wait and see"\n'
    first, *acting = read(text)
    assert (first.key, first.name) == (DO_NOTHING, "Wait and see")
    assert [scenario.key for scenario in acting] == ["half", "lower", "lock"]


LEVER = '[[scenario]]\nkey = "a"\n[[scenario.levers]]\n'


@pytest.mark.parametrize(
    ("text", "place", "wrong"),
    [
        ("", "scenario", "names no scenario"),
        ("[[scenario]", "", "this isn't TOML"),
        ("colour = 1\n" + LEVER + 'lever = "lock_agreed"', "colour", "there is no such line"),
        ('[scenario]\nkey = "a"', "scenario", "two brackets"),
        ('[[scenario]]\nname = "A"', "scenario 1, key", "write a text"),
        ('[[scenario]]\nkey = "a"', "scenario 1, levers", "a scenario pulls levers"),
        ('[[scenario]]\nkey = "a"\nlevers = 3', "scenario 1, levers", "once for each"),
        ('[[scenario]]\nkey = "a"\nname = 3\n', "scenario 1, name", "write a text"),
        ('[[scenario]]\nkey = "a"\nowner = "me"\n', "scenario 1, owner", "there is no such line"),
        (LEVER + 'lever = "wish"', "scenario 1, lever 1, lever", "unknown; known are"),
        (LEVER + 'lever = ["lock_agreed"]', "scenario 1, lever 1, lever", "unknown; known are"),
        (LEVER + "floor_pct = 3", "scenario 1, lever 1, lever", "unknown; known are"),
        (
            LEVER + 'lever = "lower_non_core_service"',
            "scenario 1, lever 1, floor_pct",
            "the line is missing; write a percentage from 0 to 100",
        ),
        (
            LEVER + 'lever = "lower_non_core_service"\nfloor_pct = 101',
            "scenario 1, lever 1, floor_pct",
            "write a percentage from 0 to 100",
        ),
        (
            LEVER + 'lever = "lower_non_core_service"\nfloor_pct = true',
            "scenario 1, lever 1, floor_pct",
            "write a percentage from 0 to 100",
        ),
        (
            LEVER + 'lever = "lower_non_core_service"\nfloor_pct = nan',
            "scenario 1, lever 1, floor_pct",
            "write a percentage from 0 to 100",
        ),
        (
            LEVER + 'lever = "lock_agreed"\nfloor_pct = 3',
            "scenario 1, lever 1, floor_pct",
            "there is no such parameter; known are none",
        ),
        (
            LEVER + 'lever = "limit_promotion"\npromotion = "JAN"\ntiers = ["key"]',
            "scenario 1, lever 1, promotion",
            "unknown; known are DEC",
        ),
        (
            LEVER + 'lever = "limit_promotion"\npromotion = "DEC"\ntiers = ["vip"]',
            "scenario 1, lever 1, tiers",
            "unknown; known are key, retail",
        ),
        (
            LEVER + 'lever = "limit_promotion"\npromotion = "DEC"\ntiers = "key"',
            "scenario 1, lever 1, tiers",
            "a list of codes",
        ),
        (
            LEVER + 'lever = "build_early"\ncomponents = ["SYRUP"]\novertime = "no"',
            "scenario 1, lever 1, overtime",
            "write true or false",
        ),
        (
            '[[scenario]]\nkey = "do_nothing"\n[[scenario.levers]]\nlever = "lock_agreed"',
            "scenario 1, key",
            "to pull a lever is to do something",
        ),
        (
            2 * (LEVER + 'lever = "lock_agreed"\n'),
            "scenario 2, key",
            "another scenario has this key",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_place(text: str, place: str, wrong: str) -> None:
    with pytest.raises(ScenariosUnusable) as caught:
        read(text)
    found = [(p.file, p.column) for p in caught.value.problems if wrong in p.wrong]
    assert ("mine.toml", place) in found, caught.value.problems


def test_only_what_has_an_expedited_lead_time_can_be_expedited() -> None:
    slow = company(components=(component(expedite_lead_time_weeks=None),))
    with pytest.raises(ScenariosUnusable, match="unknown; known are none"):
        read_scenarios(WRITTEN, file="mine.toml", company=slow)


def test_everything_wrong_is_told_at_once() -> None:
    text = WRITTEN.replace('"SYRUP"', '"GLUE"').replace("80", "800").replace('"DEC"', '"JAN"')
    with pytest.raises(ScenariosUnusable) as caught:
        read(text)
    assert len(caught.value.problems) == 3
