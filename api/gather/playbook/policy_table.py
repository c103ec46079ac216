"""The policy table of a version: a line a gate."""

from collections.abc import Iterator

from api import formats
from api.playbook_form import saying
from api.tongue import say
from api.views import words
from api.views.playbook import GateLine
from gates.gate import Gate, Rule
from gates.playbook import Playbook
from gates.policies import HOUR
from gates.seating import SeatRule


def policy_table(book: Playbook, against: Playbook) -> tuple[GateLine, ...]:
    return tuple(
        GateLine(
            anchor=f"gates.{name}",
            title=say(gate.title),
            seats=tuple(_seat(line) for line in gate.slate),
            closes=_closes(gate),
            tier=words.TIERS[gate.tier],
            due=f"{gate.due // HOUR} h",
            reminders=", ".join(f"{before // HOUR} h" for before in gate.remind_before)
            or say("none"),
            chain=tuple(_chain(gate)),
            held=f"{gate.undo_minutes} min" if gate.undo_minutes else say("not held"),
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
        yield say("{who}, after {hours} h", who=who, hours=(gate.due + rung.after) // HOUR)
    end = gate.expires
    who = saying.choice(end.to.value) if end.to else say("nobody")
    yield say(
        "then {who} takes it over, after {hours} h",
        who=who,
        hours=(gate.due + end.after) // HOUR,
    )
