"""What is said for one cycle stands in the directory's place, and only where it may."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planning.company_streams import Override, Weight
from planning.consolidation import consolidate
from planning.demand_said import with_said, wrong_in
from planning.directory import read_company, write_company
from tests.planning.test_weighing_streams import FIRST, NOV, REGION, SMALL, counts, override

AUTHOR = SMALL.people[0].key


def test_said_again_takes_the_place_of_the_directorys_row_and_of_no_other() -> None:
    kept = (counts("regional", "1"), counts("last", "2", region=REGION))
    loaded = replace(SMALL, weights=kept, overrides=(override(5, sku=FIRST),))
    said = with_said(loaded, [counts("regional", "3")], [override(9, sku=FIRST)])
    assert said.weights == (counts("last", "2", region=REGION), counts("regional", "3"))
    assert [one.units for one in said.overrides] == [9]
    assert with_said(loaded, [], []) == loaded


def test_an_override_counts_in_the_signal_and_every_level_still_adds_up() -> None:
    family = "bars"
    whole = consolidate(with_said(SMALL, [], [override(1_001, family=family)]), {})
    of_month = sum(line.units for line in whole.company.forecast if line.month == NOV)
    assert of_month == 1_001
    assert whole.overridden[0].numbers > 1


@pytest.mark.parametrize(
    ("weights", "overrides", "wrong"),
    [
        ([counts("regional", "1", region="atlantis")], [], "region"),
        ([counts("gossip", "1")], [], "stream"),
        ([], [override(5)], "family or for an item"),
        ([], [override(5, sku="NONE")], "sku"),
        ([counts("last", "1")], [override(5, sku=FIRST)], None),
    ],
)
def test_nonsense_is_refused_in_words(
    weights: list[Weight], overrides: list[Override], wrong: str | None
) -> None:
    said = wrong_in(SMALL, weights, overrides)
    assert said is None if wrong is None else wrong in (said or "")


def test_who_weighed_and_why_may_stand_in_the_directory() -> None:
    weight = Weight(
        stream="last",
        region=None,
        family=None,
        weight=Decimal(2),
        author=AUTHOR,
        reason="New planner.",
    )
    files = write_company(replace(SMALL, weights=(weight,)))
    assert read_company(files).weights == (weight,)
    plain = write_company(replace(SMALL, weights=(counts("last", "2"),)))
    assert "author" not in plain["weights.csv"]
