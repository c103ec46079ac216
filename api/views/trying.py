"""An option with somebody's own values beside the drafted one: the form, and what it comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from api import formats
from api.tongue import say
from api.views.charts import Plot
from api.views.move_form import FormField
from api.views.plots import plots
from gates.brief import Change, Metric, Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    label: str
    unit: str
    before: str
    now: str
    difference: str
    verdict: str
    """`better`, `worse` or empty."""
    main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One drawing of both, on one scale."""

    label: str
    note: str
    before: Plot | None
    now: Plot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameTo:
    changes: tuple[Change, ...]
    rows: tuple[Measured, ...]
    drawings: tuple[Beside, ...]
    choose_by: str
    took: str
    """How long it took to compute; empty where it was computed before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryView:
    path: str
    about: str
    """What the request is about."""
    option: str
    base_name: str
    title: str
    others: tuple[tuple[str, str], ...]
    fields: tuple[FormField, ...]
    came_to: CameTo | None
    refused: str
    may_change: bool
    """Whether the reader may put it beside the others, to be signed."""
    kept_by: str = ""
    """Whose it is, where somebody kept it."""
    discuss: str = ""
    """Where it can be commented on; empty while nobody kept it."""


def came_to(
    metrics: Sequence[Metric],
    base: Option,
    own: Option,
    changes: tuple[Change, ...],
    seconds: float | None = None,
) -> CameTo:
    keys = list(dict.fromkeys(chart.key for one in (base, own) for chart in one.charts))
    both = [key for key in keys if all(any(c.key == key for c in o.charts) for o in (base, own))]
    return CameTo(
        changes=changes,
        rows=tuple(_measured(metric, base, own) for metric in metrics),
        drawings=tuple(_beside(key, base, own) for key in both),
        choose_by=formats.day(own.choose_by),
        took=""
        if seconds is None
        else say("computed in {seconds} s", seconds=formats.number(Decimal(str(seconds)), 1)),
    )


def _measured(metric: Metric, base: Option, own: Option) -> Measured:
    before, now = base.values[metric.key], own.values[metric.key]
    moved = round(now, metric.decimals) - round(before, metric.decimals)
    better = moved > 0 if metric.better == "higher" else moved < 0
    known = bool(moved) and metric.better != "neither"
    return Measured(
        label=metric.label,
        unit=metric.unit,
        before=formats.number(before, metric.decimals),
        now=formats.number(now, metric.decimals),
        difference=formats.signed(now - before, metric.decimals),
        verdict=("better" if better else "worse") if known else "",
        main=metric.emphasis,
    )


def _beside(key: str, base: Option, own: Option) -> Beside:
    own = replace(own, key=f"{own.key}/own")
    before, now = plots((base, own), key, pick=own.key)
    chart = next(one for one in own.charts if one.key == key)
    return Beside(label=chart.label, note=chart.note, before=before, now=now)
