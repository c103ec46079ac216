"""The accepted numbers become one forecast, and every one of them leads back to its cell."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.baseline import baseline_content, restore_baseline, restore_consolidated
from planning.changes import forecast_worth, what_changed
from planning.changes_said import (
    BelowZero,
    ChangeSaid,
    KindUnknown,
    MonthNotPlanned,
    ScopeUnknown,
    apply_changes,
)
from planning.consolidation import AcceptedLine, consolidate, line_key
from planning.directory_rules import broken_rules
from planning.sheets.grid import CellRef
from planning.substitution import substitution_risk
from tests.planning.halden_files import WideFile, halden, months, numbers

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
HALDEN = halden()
REGIONS = ("nordics", "dach", "iberia")


def sent(region: str, seed: int = 1) -> WideFile:
    return WideFile(numbers=numbers(region, noise=0.04, seed=seed), region=region)


@settings(max_examples=8, deadline=None)
@given(heard=st.sets(st.sampled_from(REGIONS)), seed=st.integers(0, 999))
def test_what_was_accepted_is_planned_and_nothing_else_moves(heard: set[str], seed: int) -> None:
    files = {region: sent(region, seed) for region in heard}
    made = consolidate(HALDEN, {region: file.check().lines for region, file in files.items()})
    last = {line_key(line): line.units for line in HALDEN.forecast}
    assert {line_key(line) for line in made.company.forecast} == set(last)
    for line in made.company.forecast:
        key = (line.sku, line.tier, line.month)
        if line.region in heard:
            assert line.units == files[line.region].numbers[key]
            assert made.lineage[line_key(line)] == (files[line.region].cell(key),)
        else:
            assert line.units == last[line_key(line)]
            assert line_key(line) not in made.lineage
    assert set(made.substituted) == set(REGIONS) - heard
    assert made.kept == ()
    assert broken_rules(made.company) == ()


def test_the_order_of_files_and_lines_makes_no_difference() -> None:
    lines = {region: sent(region).check().lines for region in REGIONS}
    backwards = {region: tuple(reversed(lines[region])) for region in reversed(REGIONS)}
    assert consolidate(HALDEN, lines).company == consolidate(HALDEN, backwards).company


def test_a_number_the_file_lacks_stays_as_last_month_and_says_so() -> None:
    lines = sent("dach").check().lines
    made = consolidate(HALDEN, {"dach": lines[1:]})
    gone = ("dach", lines[0].sku, lines[0].tier, lines[0].month)
    assert made.kept == (gone,)
    last = {line_key(line): line.units for line in HALDEN.forecast}
    assert {line_key(line): line.units for line in made.company.forecast}[gone] == last[gone]


def test_days_add_up_to_their_month_and_all_their_cells_are_kept() -> None:
    cells = [CellRef(file="d.csv", sheet="", row=row, column=2) for row in (2, 3)]
    days = [
        AcceptedLine(
            region="dach", sku="OB-01", tier="key", month=DECEMBER, units=units, source=cell
        )
        for units, cell in zip((70, 30), cells, strict=True)
    ]
    made = consolidate(HALDEN, {"dach": days})
    key = ("dach", "OB-01", "key", DECEMBER)
    assert made.lineage == {key: tuple(cells)}
    assert [line.units for line in made.company.forecast if line_key(line) == key] == [100]


def test_a_baseline_survives_being_stored() -> None:
    made = consolidate(HALDEN, {"dach": sent("dach").check().lines[3:]})
    stored = json.loads(json.dumps(baseline_content(made)))
    assert restore_consolidated(HALDEN, stored) == made
    assert restore_baseline(HALDEN, stored) == made.company


def test_changes_are_ranked_by_money_and_add_up() -> None:
    planted = numbers("dach")
    planted["GR-01", "key", JANUARY] = int(planted["GR-01", "key", JANUARY]) + 1000
    planted["OB-01", "key", JANUARY] = int(planted["OB-01", "key", JANUARY]) - 5000
    made = consolidate(HALDEN, {"dach": WideFile(numbers=planted, region="dach").check().lines})
    first, second = what_changed(HALDEN, made.company)
    assert first.words.startswith("DACH, Oat Bars: −5,000 units (−0.2 %), −€21,000")
    assert (second.family, second.moved_units, second.moved_eur) == ("Granola", 1000, Decimal(3600))
    assert first.moved_eur + second.moved_eur == (
        forecast_worth(made.company) - forecast_worth(HALDEN)
    )
    assert what_changed(HALDEN, HALDEN) == ()


def said(kind: str, amount: str, **changed: str) -> ChangeSaid:
    scope = {"scope_kind": "family", "scope": "Oat Bars"} | changed
    return ChangeSaid(month=DECEMBER, kind=kind, amount=Decimal(amount), **scope)


def oat_bars(lines: tuple[AcceptedLine, ...], month: date = DECEMBER) -> int:
    return sum(x.units for x in lines if x.sku.startswith("OB") and x.month == month)


BEFORE = oat_bars(apply_changes(HALDEN, "nordics", ()))


@settings(max_examples=40, deadline=None)
@given(amount=st.integers(-90, 300))
def test_a_percentage_is_exact_in_total_and_touches_nothing_else(amount: int) -> None:
    lines = apply_changes(HALDEN, "nordics", [said("percent", str(amount))])
    assert abs(100 * oat_bars(lines) - BEFORE * (100 + amount)) <= 50
    untouched = [x for x in lines if not (x.sku.startswith("OB") and x.month == DECEMBER)]
    last = {line_key(line): line.units for line in HALDEN.forecast if line.region == "nordics"}
    assert all(last["nordics", x.sku, x.tier, x.month] == x.units for x in untouched)
    assert len(lines) == len(last)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (said("delta", "-1200"), BEFORE - 1200),
        (said("absolute", "500000"), 500_000),
        (said("absolute", "0"), 0),
        (said("percent", "0.5"), round(BEFORE * 1.005)),
    ],
)
def test_a_change_said_in_words_gives_the_total_that_was_said(
    change: ChangeSaid, expected: int
) -> None:
    assert oat_bars(apply_changes(HALDEN, "nordics", [change])) == expected


def test_changes_follow_one_another() -> None:
    changes = [
        said("absolute", "1000", scope_kind="sku", scope="OB-01"),
        said("percent", "10", scope_kind="all", scope=""),
    ]
    lines = apply_changes(HALDEN, "nordics", changes)
    ours = [x.units for x in lines if x.sku == "OB-01" and x.month == DECEMBER]
    assert sum(ours) in {1099, 1100, 1101}
    shares = [x.units for x in lines if x.sku == "OB-01" and x.month == JANUARY]
    assert len(shares) == len(ours) == 3
    assert ours == sorted(ours, reverse=True)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (said("percent", "5", scope="Chocolate"), ScopeUnknown),
        (said("delta", "-99999999"), BelowZero),
        (said("doubled", "2"), KindUnknown),
        (
            ChangeSaid(
                scope_kind="all",
                scope="",
                month=date(2030, 1, 1),
                kind="percent",
                amount=Decimal(1),
            ),
            MonthNotPlanned,
        ),
    ],
)
def test_a_change_that_cannot_be_meant_is_refused_in_words(
    change: ChangeSaid, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as refused:
        apply_changes(HALDEN, "nordics", [change])
    assert str(refused.value).startswith((refusal.__doc__ or "").split(".")[0][:20])


def test_the_risk_of_substituting_grows_with_the_months_it_covers() -> None:
    one = substitution_risk(HALDEN, "nordics", (DECEMBER,))
    two = substitution_risk(HALDEN, "nordics", (DECEMBER, JANUARY))
    assert 0 < one.units < two.units < one.units * 2.5
    assert two.last_units == sum(
        line.units
        for line in HALDEN.forecast
        if line.region == "nordics" and line.month in {DECEMBER, JANUARY}
    )
    assert one.eur > one.units  # every item sells above one euro
    assert substitution_risk(HALDEN, "nordics", tuple(months(HALDEN))).eur < two.last_eur
