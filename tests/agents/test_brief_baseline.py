"""The baseline's brief says what moved, whose it is and what was let through; nothing invented."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from agents.brief_baseline import (
    AcceptedFile,
    BaselineSnapshot,
    Substituted,
    Waived,
    baseline_brief,
)
from agents.brief_missing_input import (
    SUBSTITUTE,
    WAIT,
    MissingInputSnapshot,
    missing_input_brief,
)
from gates.brief import Brief, digest, freeze, thaw
from gates.catalogue import BASELINE, MISSING_INPUT
from planning.changes import forecast_worth, what_changed
from planning.checks.expected import expected_months
from planning.company_streams import Override, Weight
from planning.consolidation import consolidate
from planning.demand_bridge import demand_bridge
from planning.substitution import AtRisk, substitution_risk
from tests.planning.halden_files import WideFile, halden, numbers

AT = datetime(2026, 11, 4, 9, tzinfo=UTC)
DUE = datetime(2026, 11, 6, 17, tzinfo=UTC)


def accepted(region: str, name: str, key: str) -> AcceptedFile:
    return AcceptedFile(
        region=region,
        where=f"{region.lower()}.xlsx › Plan",
        sha256=f"{len(region):064x}",
        sender=name,
        sender_key=key,
        at=AT,
        numbers=432,
        units=1_000_000,
    )


def snapshot() -> BaselineSnapshot:
    moved = {
        r: WideFile(numbers=numbers(r, noise=0.05, seed=2), region=r) for r in ("nordics", "dach")
    }
    made = consolidate(halden(), {r: file.check().lines for r, file in moved.items()})
    return BaselineSnapshot(
        cycle="November 2026",
        at=AT,
        due=DUE,
        escalates_to="Sofie Dahl",
        numbers=len(made.company.forecast),
        units=sum(line.units for line in made.company.forecast),
        worth_eur=forecast_worth(made.company),
        changes=what_changed(halden(), made.company),
        files=(
            accepted("Nordics", "Erik Holm", "erik"),
            accepted("DACH", "Franka Kranz", "franka"),
        ),
        waived=(
            Waived(says="GR-02, Retail: 3 times last year.", by="Aiko Brandt", reason="Listed."),
        ),
        substituted=(
            Substituted(region="Iberia", owner="Lucía Ferrer", why="decided by Sofie Dahl, 4 Nov"),
        ),
        kept_numbers=2,
    )


def section(brief: Brief, key: str) -> tuple[str, ...]:
    return next((one.lines for one in brief.sections if one.key == key), ())


def test_the_baseline_brief_is_whole_and_freezes() -> None:
    brief = baseline_brief(snapshot())
    assert brief.gate == BASELINE.name
    assert brief.submitters == ("erik", "franka")
    assert brief.why_now.observed == "2 forecasts accepted, 1 on last month's numbers"
    assert brief.why_now.threshold == "all 3 regions"
    assert section(brief, "waived") == (
        "GR-02, Retail: 3 times last year. “Listed.” (Aiko Brandt)",
    )
    assert section(brief, "substituted") == (
        "Iberia, Lucía Ferrer: decided by Sofie Dahl, 4 Nov",
        "2 numbers the accepted files lack: last month's stand",
    )
    assert [one.sender for one in brief.evidence] == ["Erik Holm", "Franka Kranz"]
    assert all(one.sha256 and one.at == AT and one.where for one in brief.evidence)
    assert "Sofie Dahl is asked Fri 6 Nov 17:00" in brief.silence.detail
    assert [one.kind for one in brief.sets_off] == ["lock", "next", "next"]
    assert digest(thaw(freeze(brief))) == digest(brief)


def test_what_moved_is_listed_by_money_and_is_the_stake() -> None:
    facts = snapshot()
    brief = baseline_brief(facts)
    lines = section(brief, "since")
    moved = [abs(change.moved_eur) for change in facts.changes]
    assert moved == sorted(moved, reverse=True)
    assert lines[0] == facts.changes[0].words
    assert len(lines) == len(facts.changes) == 8  # two regions, four families
    assert abs(brief.stake.amount_eur - sum(moved)) < 1


def test_many_small_changes_share_a_line() -> None:
    facts = snapshot()
    many = replace(facts, changes=facts.changes + facts.changes[:3])
    lines = section(baseline_brief(many), "since")
    assert len(lines) == 9
    assert lines[-1].startswith("3 smaller changes, together ")


def test_nothing_moved_is_said_and_empty_sections_are_not() -> None:
    still = replace(snapshot(), changes=(), waived=(), substituted=(), kept_numbers=0)
    brief = baseline_brief(still)
    assert [one.key for one in brief.sections] == ["since"]
    assert section(brief, "since") == ("Nothing moved.",)
    assert brief.stake.amount_eur == 0


def missing(at_risk: AtRisk) -> MissingInputSnapshot:
    return MissingInputSnapshot(
        cycle="November 2026",
        region="Iberia",
        region_code="iberia",
        owner="Lucía Ferrer",
        at=AT,
        due=datetime(2026, 11, 3, 17, tzinfo=UTC),
        reminders=2,
        settled="2 of 3 regions",
        at_risk=at_risk,
        decide_by=datetime(2026, 11, 5, 9, tzinfo=UTC),
        wait_until=datetime(2026, 11, 5, 17, tzinfo=UTC),
        escalates_to="Aiko Brandt",
        holds_up="The demand review",
    )


def risk() -> AtRisk:
    return substitution_risk(halden(), "iberia", expected_months(halden()))


def test_the_missing_input_brief_offers_a_day_or_last_months_numbers() -> None:
    brief = missing_input_brief(missing(risk()))
    assert brief.gate == MISSING_INPUT.name
    assert [option.key for option in brief.options] == [WAIT, SUBSTITUTE]
    keys = {metric.key for metric in brief.metrics}
    assert all(set(option.values) == keys for option in brief.options)
    assert brief.option(SUBSTITUTE).values["eur_at_risk"] == risk().eur == brief.stake.amount_eur
    assert brief.option(WAIT).values["days_lost"] == 1
    assert {effect.option for effect in brief.sets_off} == {WAIT, SUBSTITUTE}
    assert "Lucía Ferrer after 2 reminders" in brief.why_now.observed
    assert "no number is substituted by silence" in brief.silence.detail
    assert digest(thaw(freeze(brief))) == digest(brief)


@pytest.mark.parametrize(
    ("stray", "expected"), [(Decimal(10_000), SUBSTITUTE), (Decimal(90_000), WAIT)]
)
def test_a_day_is_recommended_where_the_numbers_stray_enough(stray: Decimal, expected: str) -> None:
    at_risk = AtRisk(last_units=500_000, last_eur=Decimal(2_000_000), units=9_000, eur=stray)
    brief = missing_input_brief(missing(at_risk))
    assert brief.pick is not None
    assert brief.pick.option == expected


def test_weights_overrides_and_the_way_from_last_cycle_are_told() -> None:
    rich = replace(
        halden(),
        weights=(Weight(stream="regional", region=None, family=None, weight=Decimal(1)),),
        overrides=(
            Override(
                region="nordics",
                family="oat_bars",
                sku=None,
                tier=None,
                month=date(2026, 12, 1),
                units=900_000,
                author="aiko",
                reason="The listing at Coop.",
            ),
        ),
    )
    made = consolidate(rich, {"nordics": WideFile(numbers=numbers(noise=0.05)).check().lines})
    said = replace(
        snapshot(),
        bridge=demand_bridge(halden(), made.company),
        weights=rich.weights,
        overridden=made.overridden,
        names={"aiko": "Aiko Brandt"},
    )
    brief = baseline_brief(said)
    assert section(brief, "weights") == ("Regional: 1",)
    (line,) = section(brief, "overrides")
    assert "900,000 units; “The listing at Coop.” (Aiko Brandt)" in line
    first, *steps, last = section(brief, "bridge")
    assert first.startswith("Last cycle, Nov 2026 to ")
    assert [step.partition(":")[0] for step in steps] == ["Price", "Promotion", "Volume", "Mix"]
    assert last.startswith("This cycle: €")
    assert "aiko" in brief.submitters, "who overrode a number doesn't sign it"
    assert thaw(freeze(brief)) == brief
