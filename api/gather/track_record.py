"""How good a region's forecasts have been, as its page shows it beside the new numbers."""

from collections.abc import Iterable, Mapping

from api.formats import count
from api.tongue import say
from api.views.inputs import RecordLine
from planning.company import Company
from planning.company_records import PastForecast
from planning.track_record import Record, outcomes_of, records

SHOWN = 12


def record_lines(
    company: Company, region: str, more: Iterable[PastForecast], names: Mapping[str, str]
) -> tuple[RecordLine, ...]:
    """By stream, person and lag, the shortest lag first; empty where no orders are known yet."""
    said = records(one for one in outcomes_of(company, more) if one.region == region)
    ordered = sorted(said, key=lambda one: (one.lag_months, one.stream, one.person or ""))
    return tuple(_line(one, names) for one in ordered[:SHOWN])


def _line(one: Record, names: Mapping[str, str]) -> RecordLine:
    who = names.get(one.person, one.person) if one.person else ""
    side = say("too high") if one.bias_pct > 0 else say("too low")
    return RecordLine(
        stream=one.stream.capitalize(),
        who=who,
        lag=say("{counted} ahead", counted=count(one.lag_months, "month")),
        months=one.months,
        error=f"{100 * one.wape:.1f} %",
        bias=f"{abs(one.bias_pct):.1f} % {side}",
        added=_added("naive", one.fva, adds=one.adds) or say("No naive forecast to compare with"),
        step=_added(one.step_before, one.fva_of_step, adds=one.adds_to_step),
    )


def _added(than: str, fva: float | None, *, adds: bool | None) -> str:
    if fva is None:
        return ""
    points = say("{points} points", points=f"{100 * abs(fva):.1f}")
    if adds is None:
        return say("About as {than} ({points})", than=than, points=points)
    return (
        say("Better than {than} by {points}", than=than, points=points)
        if adds
        else say("Worse than {than} by {points}", than=than, points=points)
    )
