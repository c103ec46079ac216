"""A number of a brief's options, taken apart from the plans the options were kept with."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from agents.briefs.measures import brief_values
from api import formats
from api.errors import NotFound
from api.gather.ranges import range_view
from api.tongue import say
from api.views.decision import RequestFacts
from api.views.numbers import NumberView, PartView, SourceView, TakenApart
from gates.brief import Option
from planning.baseline import restore_baseline
from planning.company import Company
from planning.directory import read_company
from planning.explained import Explanation, Part
from planning.explaining import NotExplained, explain
from planning.metrics import Metric, metrics_of
from planning.options import SolvedOption, restore_option
from planning.scenario import case_of
from store import asked_requests, baselines, company_data
from store.reading_plans import kept_as
from store.tables.gates import RequestRow
from store.tables.plans import ScenarioRow

WHOLE_PCT = 100


def number_view(session: Session, facts: RequestFacts, key: str) -> NumberView:
    """Raises `NotFound` for a number that options don't have."""
    row = asked_requests.by_id(session, UUID(facts.request_id))
    kept = [(option, kept_as(session, row.cycle_id, option.key)) for option in facts.brief.options]
    if not any(rounds for _, rounds in kept):
        return _nothing_kept(facts, key)
    company = _planned_with(session, row)
    metrics = {metric.key: metric for metric in metrics_of(company)}
    if key not in metrics:
        raise NotFound
    labels = {metric.key: metric.label for metric in metrics.values()}
    found = [
        (shown, option, _explained(company, option, key))
        for shown, rounds in kept
        if (option := _as_shown(company, shown, rounds)) is not None
    ]
    return NumberView(
        label=metrics[key].label,
        unit=metrics[key].unit,
        definition=metrics[key].definition,
        formula=_in_words(found[0][2].formula, labels),
        back=f"/requests/{facts.request_id}",
        about=facts.brief.subject,
        options=tuple(
            TakenApart(
                option=shown.name,
                value=formats.number(explained.value, metrics[key].decimals),
                same=_same(company, shown, option),
                parts=_parts(facts.request_id, metrics[key], explained, labels),
            )
            for shown, option, explained in found
        ),
        range=range_view(company, metrics[key], [option for _, option, _ in found]),
    )


def _nothing_kept(facts: RequestFacts, key: str) -> NumberView:
    """Of options that came with their numbers and no plan."""
    metric = next((one for one in facts.brief.metrics if one.key == key), None)
    if metric is None:
        raise NotFound
    return NumberView(
        label=metric.label,
        unit=metric.unit,
        definition="",
        formula="",
        back=f"/requests/{facts.request_id}",
        about=facts.brief.subject,
        options=(),
    )


def _planned_with(session: Session, row: RequestRow) -> Company:
    """The directory the brief was drafted on, with the demand its cycle agreed."""
    company = read_company(company_data.drafted_on(session, row))
    agreed = baselines.frozen(session, row.cycle_id)
    return company if agreed is None else restore_baseline(company, agreed.content)


def _as_shown(
    company: Company, shown: Option, rounds: Sequence[ScenarioRow]
) -> SolvedOption | None:
    """The option as the brief shows it, or else as it was kept last."""
    kept = [restore_option(company, row.result) for row in rounds]
    alike = (option for option in kept if _same(company, shown, option))
    return next(alike, kept[0] if kept else None)


def _same(company: Company, shown: Option, option: SolvedOption) -> bool:
    values = brief_values(company, option)
    return all(values.get(key) == value for key, value in shown.values.items())


def _explained(company: Company, option: SolvedOption, key: str) -> Explanation:
    """On the company as the option's own levers leave it: a promotion may be another week."""
    scenario = option.scenario
    try:
        return explain(
            case_of(company, scenario).company if scenario.levers else company, option.plan, key
        )
    except NotExplained as unknown:
        raise NotFound from unknown


def _parts(
    request_id: str, metric: Metric, found: Explanation, labels: Mapping[str, str]
) -> tuple[PartView, ...]:
    whole = sum((abs(part.value) for part in found.parts), Decimal(0))
    return tuple(
        PartView(
            says=part.says if part.key is None else labels.get(part.key, part.says),
            value=formats.number(part.value, metric.decimals),
            share=_share(abs(part.value), whole),
            sources=_sources(request_id, part),
        )
        for part in sorted(found.parts, key=lambda part: -abs(part.value))
    )


def _in_words(formula: str, labels: Mapping[str, str]) -> str:
    """A sum of other numbers by their names."""
    return " ".join(
        labels.get(word, word.removesuffix("_eur").replace("_", " ")) for word in formula.split(" ")
    )


def _share(value: Decimal, whole: Decimal) -> str:
    pct = WHOLE_PCT * value / whole if whole else Decimal(0)
    return f"{pct:.0f} %" if pct >= 1 else say("under 1 %")


def _sources(request_id: str, part: Part) -> tuple[SourceView, ...]:
    if part.key is not None:
        href = f"/requests/{request_id}/numbers/{part.key}"
        return (SourceView(says=say("its own parts"), href=href),)
    return tuple(
        SourceView(says=text, href="/inputs" if text.startswith("forecast.csv") else "")
        for text in part.sources
    )
