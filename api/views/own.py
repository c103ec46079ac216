"""Options that people kept of their own beside a request: whose, what differs, what it earns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from api import formats
from api.tongue import say
from api.views import words
from gates.brief import Brief, Change

MARGIN = "margin_after_cost_eur"
THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """As it is stored."""

    key: str
    name: str
    base: str
    by: str
    role: str
    at: datetime
    changes: tuple[Change, ...]
    margin_eur: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    href: str
    comment_href: str
    name: str
    who: str
    at: datetime
    changes: tuple[Change, ...]
    earns: str
    """Against the option it came from."""


def own_lines(path: str, brief: Brief, kept: Sequence[Kept], zone: ZoneInfo) -> tuple[OwnLine, ...]:
    return tuple(
        OwnLine(
            href=f"{path}/own/{one.key}",
            comment_href=f"{path}/moves/comment?option={one.key}",
            name=one.name,
            who=f"{one.by}, {words.role(one.role)}",
            at=one.at.astimezone(zone),
            changes=one.changes,
            earns=_earns(brief, one),
        )
        for one in kept
    )


def _earns(brief: Brief, one: Kept) -> str:
    base = next((option for option in brief.options if option.key == one.base), None)
    if base is None or MARGIN not in base.values:
        return ""
    more = one.margin_eur - base.values[MARGIN] * THOUSAND
    if abs(more) < 1:
        return say("earns what {option} does", option=base.name)
    said = {"amount": formats.eur(abs(more)), "option": base.name}
    if more > 0:
        return say("{amount} more margin than {option}", **said)
    return say("{amount} less margin than {option}", **said)
