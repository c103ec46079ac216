"""Options side by side: the same measures and units, the baseline first, the pick tinted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from api import formats
from api.tongue import say
from api.views.charts import Plot
from api.views.plots import plots
from gates.brief import Brief, Change, Metric, Option


class Show(StrEnum):
    VALUE = "value"
    DELTA = "delta"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    position: int
    key: str
    name: str
    summary: str
    is_pick: bool
    kept: bool
    """Stays in sight on a phone, where two columns fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    text: str
    best: bool
    worst: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    key: str
    label: str
    unit: str
    main: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    label: str
    note: str
    plots: tuple[Plot | None, ...]
    numbers: "Numbers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The table behind a drawing."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsView:
    finding: str
    baseline: str
    show: Show
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...]
    choose_by: tuple[date | None, ...]
    breaks_if: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    compare_with: tuple[Column, ...]
    kept_name: str


def options_view(brief: Brief, show: Show) -> OptionsView | None:
    if not brief.options:
        return None
    pick = brief.pick.option if brief.pick else None
    kept = pick or brief.options[0].key
    columns = tuple(
        Column(
            position=position,
            key=option.key,
            name=option.name,
            summary=option.summary,
            is_pick=option.key == pick,
            kept=option.key == kept,
        )
        for position, option in enumerate(brief.options, 1)
    )
    return OptionsView(
        finding=_finding(brief),
        baseline=brief.options[0].name,
        show=show,
        columns=columns,
        measures=tuple(_measure(metric, brief.options, show) for metric in brief.metrics),
        choose_by=tuple(option.choose_by for option in brief.options),
        breaks_if=tuple(option.breaks_if for option in brief.options),
        drawings=tuple(_drawing(brief.options, key, pick) for key in _chart_keys(brief.options)),
        compare_with=tuple(column for column in columns if not column.kept),
        kept_name=brief.option(kept).name,
    )


def _finding(brief: Brief) -> str:
    """The heading says what the table shows: on how many measures the pick is best."""
    if brief.pick is None:
        return formats.count(len(brief.options), "option") + say(" side by side")
    ranked = [metric for metric in brief.metrics if metric.better != "neither"]
    best = sum(brief.pick.option in _best(metric, brief.options) for metric in ranked)
    name = brief.option(brief.pick.option).name
    return say(
        "{name} is best on {best} of {counted}",
        name=name,
        best=best,
        counted=formats.count(len(ranked), "measure"),
    )


def _measure(metric: Metric, options: Sequence[Option], show: Show) -> Measure:
    best, worst = _best(metric, options), _worst(metric, options)
    base = options[0].values.get(metric.key)
    return Measure(
        key=metric.key,
        label=metric.label,
        unit=metric.unit,
        main=metric.emphasis,
        cells=tuple(
            Cell(
                text=_written(
                    option.values.get(metric.key), None if not index else base, metric, show
                ),
                best=option.key in best,
                worst=option.key in worst,
            )
            for index, option in enumerate(options)
        ),
    )


def _written(value: Decimal | None, base: Decimal | None, metric: Metric, show: Show) -> str:
    """The baseline itself always shows its value; a share of nothing shows a dash."""
    if value is None:
        return formats.NONE
    if show is Show.VALUE or base is None:
        return formats.number(value, metric.decimals)
    if show is Show.DELTA:
        return formats.signed(value - base, metric.decimals)
    return formats.signed((value - base) / base * 100, 1) + " %" if base else formats.NONE


def _best(metric: Metric, options: Sequence[Option]) -> frozenset[str]:
    """Who is best as written, or nobody when all are alike."""
    return _extreme(metric, options, max if metric.better == "higher" else min)


def _worst(metric: Metric, options: Sequence[Option]) -> frozenset[str]:
    """Who is worst as written; nobody where everybody else than the best is."""
    found = _extreme(metric, options, min if metric.better == "higher" else max)
    others = len(options) - len(_best(metric, options))
    return found if len(found) == 1 or len(found) < others else frozenset()


def _extreme(
    metric: Metric, options: Sequence[Option], pick: Callable[[Iterable[Decimal]], Decimal]
) -> frozenset[str]:
    if metric.better == "neither":
        return frozenset()
    values = {
        option.key: round(option.values[metric.key], metric.decimals)
        for option in options
        if metric.key in option.values
    }
    if len(set(values.values())) <= 1:
        return frozenset()
    extreme = pick(values.values())
    return frozenset(key for key, value in values.items() if value == extreme)


def _chart_keys(options: Sequence[Option]) -> list[str]:
    return list(dict.fromkeys(chart.key for option in options for chart in option.charts))


def _drawing(options: Sequence[Option], key: str, pick: str | None) -> Drawing:
    charts = [
        next((chart for chart in option.charts if chart.key == key), None) for option in options
    ]
    first = next(chart for chart in charts if chart is not None)
    rows = tuple(
        (
            point.label,
            tuple(
                formats.NONE if chart is None else f"{chart.points[index].value:f}"
                for chart in charts
            ),
        )
        for index, point in enumerate(first.points)
    )
    return Drawing(
        label=first.label,
        note=first.note,
        plots=plots(options, key, pick=pick),
        numbers=Numbers(title=f"{first.label}, {first.unit}", rows=rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedView:
    """An option that an approver changed: what was changed, and what that does to the measures."""

    name: str
    was_name: str
    changes: tuple[Change, ...]
    rows: tuple[tuple[str, str, str, str, str], ...]
    """Measure, unit, before, now, difference; only measures that moved."""


def changed_views(brief: Brief) -> tuple[ChangedView, ...]:
    return tuple(
        _changed(brief, option, brief.option(option.changed_from))
        for option in brief.options
        if option.changed_from is not None
    )


def _changed(brief: Brief, option: Option, was: Option) -> ChangedView:
    pairs = [(m, was.values[m.key], option.values[m.key]) for m in brief.metrics]
    return ChangedView(
        name=option.name,
        was_name=was.name,
        changes=option.changes,
        rows=tuple(
            (
                metric.label,
                metric.unit,
                formats.number(before, metric.decimals),
                formats.number(now, metric.decimals),
                formats.signed(now - before, metric.decimals),
            )
            for metric, before, now in pairs
            if round(before, metric.decimals) != round(now, metric.decimals)
        ),
    )
