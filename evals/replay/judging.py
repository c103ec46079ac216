"""What the limits of a playbook make of changes and of what was sent."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from evals.recording.events import Event
from gates.materiality import Kind, Tolerances
from gates.playbook import Playbook
from planning.checks.finding import Severity


def judged(event: Event, book: Playbook) -> Iterator[Event]:
    """Of a change or a submission, what follows; of anything else nothing."""
    if event.type == "change.weighed":
        yield _change(event, book.tolerances)
    elif event.type == "input.submitted":
        yield _input(event, book)


def _change(event: Event, bounds: Tolerances) -> Event:
    """A decided matter is asked again: somebody asks, a premise broke, a move is too far."""
    data = event.data
    decided = data["request"] is not None
    beyond = (
        data["because"] == "asked"
        or data["broken"]
        or any(is_material(move, bounds) for move in data["moves"])
    )
    kinds = sorted({str(move["kind"]) for move in data["moves"]})
    said = {"change": data["change"], "again": bool(decided and beyond)}
    read = tuple(f"tolerances.by_kind.{kind}" for kind in kinds)
    return Event(at=event.at, type="change.judged", data=said, read=read)


def is_material(move: dict[str, Any], bounds: Tolerances) -> bool:
    if move["signed"] is None or move["now"] is None:
        return True
    tolerance = bounds.of(Kind(move["kind"]))
    return not tolerance.allows(Decimal(move["signed"]), Decimal(move["now"]))


def _input(event: Event, book: Playbook) -> Event:
    """A rule the recorded playbook had graded keeps that grade, unless this one grades it too."""
    found = [one.split(":") for one in event.data["findings"]]
    grades = [book.checks.get(rule, Severity(severity)) for rule, severity in found]
    said = {key: event.data[key] for key in ("input", "version")}
    read = tuple(sorted({f"checks.{rule}" for rule, _ in found}))
    blocked = Severity.BLOCKING in grades
    return Event(at=event.at, type="input.judged", data={**said, "blocked": blocked}, read=read)
