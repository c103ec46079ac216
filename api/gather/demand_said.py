"""What people said of a cycle's demand, from the store and the directory; what they may say."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from api import formats
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.demand import DemandForms, SaidRow
from api.views.layouts import Choice
from planning.company import Company, family_code
from planning.company_streams import FINANCE, LAST, REGIONAL, Override
from planning.consolidation import Consolidated
from planning.weighing_streams import Overridden
from store.demand_said import DemandSaid
from store.tables.cycles import CycleRow

STREAMS = {
    REGIONAL: Say("What regions sent"),
    LAST: Say("Last month’s forecast"),
    FINANCE: Say("Finance’s revenue"),
}
EVERYWHERE = Say("Everywhere")
DIRECTORY = Say("company directory")


def weight_rows(
    company: Company, said: Iterable[DemandSaid], viewer: Viewer
) -> tuple[SaidRow, ...]:
    kept = {(one.row.stream, one.row.region, one.row.family): one for one in said}
    return tuple(
        _said(
            company,
            kept.get((one.stream, one.region, one.family)),
            viewer,
            place=_place(company, one.region, one.family, None, None),
            says=f"{STREAMS.get(one.stream, one.stream)}: {formats.as_given(one.weight)}",
            by=(one.author, one.reason),
        )
        for one in company.weights
    )


def override_rows(
    company: Company, whole: Consolidated, said: Iterable[DemandSaid], viewer: Viewer
) -> tuple[SaidRow, ...]:
    kept: dict[tuple[object, ...], DemandSaid] = {
        (one.row.region, one.row.family, one.row.sku, one.row.tier, one.row.month): one
        for one in said
    }
    return tuple(_override(company, one, kept, viewer) for one in whole.overridden)


def _override(
    company: Company,
    one: Overridden,
    kept: Mapping[tuple[object, ...], DemandSaid],
    viewer: Viewer,
) -> SaidRow:
    number = one.override
    key = (number.region, number.family, number.sku, number.tier, number.month)
    place = _place(company, number.region, number.family, number.sku, number.tier)
    return _said(
        company,
        kept.get(key),
        viewer,
        place=f"{place}, {formats.month(number.month)}",
        says=_became(number, one.before_units, one.numbers),
        by=(number.author, number.reason),
    )


def _became(said: Override, before: int, numbers: int) -> str:
    if not numbers:
        return say("Nothing stands there to override")
    return say(
        "{before} to {after} units, over {numbers}",
        before=formats.number(before),
        after=formats.number(said.units),
        numbers=formats.count(numbers, "number"),
    )


def _said(
    company: Company,
    kept: DemandSaid | None,
    viewer: Viewer,
    *,
    place: str,
    says: str,
    by: tuple[str | None, str | None],
) -> SaidRow:
    names = {person.key: person.name for person in company.people}
    author, reason = by
    return SaidRow(
        said_id=kept.row.id if kept else None,
        place=place,
        says=says,
        by=kept.by if kept else names.get(author or "", author or DIRECTORY),
        reason=reason or "",
        at=formats.moment(kept.row.said_at.astimezone(viewer.zone)) if kept else "",
    )


def _place(
    company: Company, region: str | None, family: str | None, sku: str | None, tier: str | None
) -> str:
    regions = {one.code: one.name for one in company.regions}
    families = {family_code(item.family): item.family for item in company.items}
    tiers = {one.code: one.name for one in company.tiers}
    parts = (
        regions.get(region or "", region),
        families.get(family or "", family),
        sku,
        tiers.get(tier or "", tier),
    )
    return ", ".join(part for part in parts if part) or str(EVERYWHERE)


def forms_of(
    company: Company, cycle: CycleRow, months: Sequence[date], at: tuple[str, str, str]
) -> DemandForms:
    """`at` is the region, family and item that are looked at: chosen beforehand."""
    others = dict.fromkeys(line.stream for line in company.streams)
    families = dict.fromkeys((family_code(item.family), item.family) for item in company.items)
    region, family, sku = at
    return DemandForms(
        cycle_id=cycle.id,
        streams=(
            *(Choice(value=code, word=word) for code, word in STREAMS.items()),
            *(Choice(value=code, word=code) for code in others),
        ),
        regions=tuple(Choice(value=one.code, word=one.name) for one in company.regions),
        families=tuple(Choice(value=code, word=name) for code, name in families),
        items=tuple(Choice(value=i.sku, word=f"{i.sku} {i.name}") for i in company.items),
        tiers=tuple(Choice(value=one.code, word=one.name) for one in company.tiers),
        months=tuple(Choice(value=f"{one:%Y-%m}", word=formats.month(one)) for one in months),
        region=region,
        family="" if sku else family,
        sku=sku,
    )


def weights_asked(streams: Sequence[str], typed: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Streams with what was typed beside them; a blank says nothing of its stream."""
    return ((one, text) for one, text in zip(streams, typed, strict=False) if text.strip())
