"""The policy table of a version: a line a gate."""

from collections.abc import Iterator

from api import formats
from api.playbook_form import saying
from api.views.playbook import GateLine
from gates.gate import Gate, Rule
from gates.playbook import Playbook
from gates.policies import HOUR
from gates.seating import SeatRule


def policy_table(book: Playbook, against: Playbook) -> tuple[GateLine, ...]:
    return tuple(
        GateLine(
            anchor=f"gates.{name}",
            title=gate.title,
            seats=tuple(_seat(line) for line in gate.slate),
            closes=_closes(gate),
            tier=gate.tier.value,
            due=f"{gate.due // HOUR} h",
            reminders=", ".join(f"{before // HOUR} h" for before in gate.remind_before) or "none",
            chain=tuple(_chain(gate)),
            held=f"{gate.undo_minutes} min" if gate.undo_minutes else "not held",
            changed=book.gates[name] != against.gates[name],
        )
        for name, gate in book.ruled.items()
    )


def _seat(line: SeatRule) -> str:
    said = f"{saying.choice(line.given.value)} {saying.choice(line.to)}"
    return formats.headline(said)


def _closes(gate: Gate) -> str:
    said = saying.choice(gate.rule.value)
    return f"{said}: {gate.needed}" if gate.rule is Rule.N_OF_M else said


def _chain(gate: Gate) -> Iterator[str]:
    for rung in gate.chain:
        who = saying.choice(rung.to.value) if rung.to else saying.EMPTY["to"]
        yield f"{who}, after {(gate.due + rung.after) // HOUR} h"
    end = gate.expires
    who = saying.choice(end.to.value) if end.to else "nobody"
    yield f"then {who} takes it over, after {(gate.due + end.after) // HOUR} h"
