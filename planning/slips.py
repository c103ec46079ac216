"""What a newer report of open orders says that the one before didn't: later, or less."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planning.calendar_weeks import monday_of
from planning.company import Company, OpenSupply


@dataclass(frozen=True, slots=True, kw_only=True)
class Slipped:
    """An order of a component that comes in a later week, or of which less comes."""

    code: str
    name: str
    unit: str
    was: int
    was_day: date
    now: int
    now_day: date


def slips(before: Company, after: Company) -> Iterator[Slipped]:
    """Orders are the same by component and reference, and among such in order of arrival.

    An order that isn't reported any more has come, or was called off by whoever placed it.
    """
    now, names = _by_order(after), {part.code: part for part in after.components}
    for key, earlier in _by_order(before).items():
        for was, one in zip(earlier, now.get(key, ()), strict=False):
            later = monday_of(one.arrives) > monday_of(was.arrives)
            if was.code in names and (later or one.quantity < was.quantity):
                part = names[was.code]
                yield Slipped(
                    code=was.code,
                    name=part.name,
                    unit=part.unit,
                    was=was.quantity,
                    was_day=was.arrives,
                    now=one.quantity,
                    now_day=one.arrives,
                )


def _by_order(company: Company) -> dict[tuple[str, str], Sequence[OpenSupply]]:
    found: dict[tuple[str, str], list[OpenSupply]] = defaultdict(list)
    for one in sorted(company.open_supply, key=lambda one: one.arrives):
        found[one.code, one.reference].append(one)
    return dict(found)
