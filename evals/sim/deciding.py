"""What an invented person answers: a noisy look at what they were shown, in their own time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import exp
from typing import Any

from evals.recording.events import Event
from evals.sim.chance import stream
from evals.sim.matters import Matter
from evals.sim.world import World
from gates.catalogue import GATES
from gates.gate import Verb

SPREAD = 0.8
LATE_HOURS = (50, 110)
SENDS_BACK = 0.05
TOO_MUCH_LESS = Decimal("-0.012")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What this person sees this time."""

    flaw: bool
    errs: bool
    sends_back: bool
    turns_down: bool
    """What was signed is worth much less by now."""


def answer(
    world: World, request: str, gate: str, brief: str, about: Matter, seat: str, at: datetime
) -> Event:
    """Their one answer to this request, if it waits long enough for them."""
    chance = stream(world.seed, request, seat)
    hours = world.think_hours * exp(chance.gauss(0, SPREAD))
    if chance.random() < world.late_share:
        hours += chance.uniform(*LATE_HOURS)
    noticed = Noticed(
        flaw=about.flawed and chance.random() < world.notices,
        errs=not about.flawed and chance.random() < (1 - world.notices) / 4,
        sends_back=chance.random() < SENDS_BACK,
        turns_down=about.moved < TOO_MUCH_LESS and chance.random() < world.notices,
    )
    verb, choice, reason = _said(gate, about, noticed)
    data: dict[str, Any] = {
        "request": request,
        "decision": f"{request}/{seat}",
        "by": seat,
        "seat": seat,
        "verb": verb.value,
        "choice": choice,
        "reason": reason,
        "brief": brief,
        "amount_eur": "0",
        "delegation": None,
        "channel": "web",
        "changes": None,
    }
    return Event(at=at + timedelta(hours=hours), type="gate.decided", data=data)


def _said(gate: str, about: Matter, noticed: Noticed) -> tuple[Verb, str | None, str]:
    """A person who errs turns down what was right: corrections aren't always."""
    verbs = GATES[gate].verbs
    if not GATES[gate].needs_choice:
        if noticed.turns_down and Verb.REJECT in verbs:
            return Verb.REJECT, None, "It earns much less than what was signed."
        if noticed.flaw and noticed.sends_back and Verb.REQUEST_CHANGES in verbs:
            return Verb.REQUEST_CHANGES, None, "The figures can't be right."
        return Verb.APPROVE, None, ""
    if gate not in {"review", "trade_off"}:
        return Verb.APPROVE, "wait", ""
    wanted = about.best if noticed.flaw else about.recommended
    if noticed.errs:
        wanted = "do_nothing" if about.recommended != "do_nothing" else "build_early"
    if gate == "review" and wanted != about.recommended:
        return Verb.DISSENT, wanted, "Another option earns more."
    return Verb.APPROVE, wanted, ""
