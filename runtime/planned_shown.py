"""A planning run as tables on a terminal."""

from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planning import written
from planning.constraints import constraint_content
from planning.metrics import Better, Metric, metrics_of
from planning.options import SolvedOption
from planning.plan import Unproven
from runtime.planning_run import Planned


def show(planned: Planned, console: Console) -> None:
    company = planned.company
    start, weeks = written.day(company.plan_start), company.horizon_weeks
    _say(console, f"{company.name}: {weeks} weeks from {start} {company.plan_start.year}", "bold")
    _say(console, _demand_said(planned))
    console.print()
    _show_constraints(planned, console)
    for against in planned.contradictions:
        _say(console, f"Not all of this can hold. {against.says}.")
    console.print()
    console.print(_options_table(planned))
    console.print()
    for option in planned.options:
        _say(console, f"{option.scenario.name}: {_about(option)}")
        for one in option.plan.unproven:
            _say(console, f"  Not proven best in the time given: {one.goal}{_at_most(one)}")


def _demand_said(planned: Planned) -> str:
    company = planned.company
    counts = (
        written.counted(len(company.regions), "region"),
        written.counted(len(company.items), "item"),
        written.counted(len(company.tiers), "tier"),
    )
    said = f"Demand: {planned.demand_units:,} units, {written.listed(counts)}"
    if planned.baseline is None:
        return said
    if planned.baseline.baseline.wape is None:
        return f"{said}; the baseline forecast, as forecast.csv is empty; not tested yet"
    error = written.pct(100 * planned.baseline.baseline.wape)
    return f"{said}; the baseline forecast, as forecast.csv is empty; WAPE {error} a month ahead"


def _show_constraints(planned: Planned, console: Console) -> None:
    if not planned.constraints:
        _say(console, "Nothing is short under normal supply.")
        return
    table = _table("What is short", "Missing", "First", "Choose by", "Why")
    for one in planned.constraints:
        said = constraint_content(one)
        cause = f"{said['cause']}. {said['detail']}"
        day = written.day(one.choose_by)
        table.add_row(*map(Text, (one.name, said["gap"], said["first_short"], day, cause)))
    console.print(table)


def _options_table(planned: Planned) -> Table:
    table = _table("Option", *(option.scenario.name for option in planned.options))
    for column in table.columns[1:]:
        column.justify = "right"
    for metric in metrics_of(planned.company):
        values = [option.metrics[metric.key] for option in planned.options]
        best = max(values) if metric.better is Better.HIGHER else min(values)
        differ = len(set(values)) > 1
        cells = [_value(metric, value, best=differ and value == best) for value in values]
        unit = f" ({metric.unit})" if metric.unit not in metric.label.lower() else ""
        table.add_row(Text(f"{metric.label}{unit}"), *cells)
    days = [option.choose_by for option in planned.options]
    table.add_row("Choose by", *(written.day(day) if day else "–" for day in days))
    return table


def _value(metric: Metric, value: Decimal, *, best: bool) -> Text:
    """The best of a row stands in bold with a star, so that it is seen without bold as well."""
    text = written.number(value, metric.decimals)
    return Text(f"* {text}", style="bold") if best else Text(text)


def _about(option: SolvedOption) -> str:
    broken = f". Breaks if: {option.breaks_if}" if option.breaks_if else ""
    return f"{option.scenario.summary or 'no summary'}{broken}"


def _at_most(unproven: Unproven) -> str:
    return "" if unproven.gap_pct is None else f", at most {unproven.gap_pct} % better"


def _table(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(Text(title), overflow="fold")
    return table


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(Text(text), style=style)
