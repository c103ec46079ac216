"""The tour: the story of Halden Foods, told on the pages it happened on."""

from dataclasses import dataclass

from api.tongue import Say
from gates.access import Scope

OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    title: str
    says: str
    href: str
    needs: Scope = Scope.WORK


DECISION = "/requests/"
"""Where the trade-off of this month is put in."""
STOPS = (
    Stop(
        title=Say("What needs you"),
        says=Say(
            "It is November at Halden Foods. Sales expects 15 % more Oat Bars in December; their"
            " oat syrup takes six weeks to arrive, and what there is covers 7 %. What needs your"
            " answer stands here, the dearest delay first."
        ),
        href="/inbox",
    ),
    Stop(
        title=Say("Three planners were asked"),
        says=Say(
            "One sent cases as units, one gave a number twice, one was late and answered in words."
            " Each was told which rows are wrong, by mail; nobody had to chase them."
        ),
        href="/inputs",
    ),
    Stop(
        title=Say("The month at a glance"),
        says=Say(
            "The demand manager froze the numbers, the plan came out short of syrup, and five"
            " options were solved. What is late, whose it is and what it holds up stands here."
        ),
        href="/cycle",
    ),
    Stop(
        title=Say("The trade-off"),
        says=Say(
            "Five options on the same scale, from doing nothing to building early; finance"
            " dissents, and says why. Exactly what a yes sets off is listed before anybody signs."
        ),
        href=DECISION,
    ),
    Stop(
        title=Say("What was promised"),
        says=Say(
            "Once the general manager locks it, the plan promises quantities by week, each with"
            " somebody who answers for it."
        ),
        href="/plan",
    ),
    Stop(
        title=Say("It doesn’t end with the decision"),
        says=Say(
            "Each action has an owner, a day and what closes it. Who is late is asked by name, and"
            " a person above them only when a person is needed."
        ),
        href="/actions",
    ),
    Stop(
        title=Say("Nothing is lost"),
        says=Say(
            "Every answer, mail and change is an event that carries the hash of the one before."
            " Recompute the chain here, or offline without us."
        ),
        href="/ledger",
        needs=Scope.RECORD,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TourView:
    """The strip above a page while somebody walks the tour, or is offered it."""

    stop: int
    """Counted from one; 0 where it is only offered."""
    of: int
    title: str
    says: str
    href: str


def stops_for(scopes: frozenset[Scope]) -> tuple[Stop, ...]:
    return tuple(one for one in STOPS if one.needs in scopes)


def tour_view(
    kept: str | None, at: str, scopes: frozenset[Scope], decision: str
) -> TourView | None:
    """`kept`: what the browser remembers; nothing where it was never asked."""
    stops = stops_for(scopes)
    if kept is None:
        return (
            TourView(stop=0, of=len(stops), title="", says="", href="") if at == "inbox" else None
        )
    number = stop_number(kept, len(stops))
    if number == 0:
        return None
    stop = stops[number - 1]
    return TourView(
        stop=number,
        of=len(stops),
        title=str(stop.title),
        says=str(stop.says),
        href=where(stop, decision),
    )


def stop_number(kept: str, of: int) -> int:
    """Which stop is meant; 0 for none.

    >>> stop_number("3", 7), stop_number("off", 7), stop_number("99", 7), stop_number("²", 7)
    (3, 0, 0, 0)
    """
    number = int(kept) if kept.isascii() and kept.isdigit() and len(kept) < len("100") else 0
    return number if number <= of else 0


def where(stop: Stop, decision: str) -> str:
    """The page of a stop; before there is a trade-off, its stop is the inbox."""
    return stop.href if stop.href != DECISION else decision or "/inbox"
