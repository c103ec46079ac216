"""The brief of a matter that is looked at again: does it still stand, on the facts as they are?"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from gates.brief import Brief, Compared, SetsOff, WhyNow
from gates.catalogue import EXECUTIVE_LOCK, PLAN_CHANGE, REVIEW, TRADE_OFF
from graphs.comparing import COMPARED
from graphs.weighing import Weighed
from store import people
from store.tables.standing import ChangeRow


def again_brief(session: Session, change: ChangeRow, weighed: Weighed, at: datetime) -> Brief:
    """The brief as drafted now, asking whether it still stands, signed against now."""
    decided, now = weighed.decided, weighed.brief
    shown = tuple(COMPARED.validate_python(change.moves or []))
    if weighed.gate.name == PLAN_CHANGE.name:
        return _of_plan(session, change, weighed, shown, at)
    name = now.option(decided.choice).name if decided.choice else decided.gate.title
    lock = decided.gate.name == EXECUTIVE_LOCK.name
    return replace(
        now,
        question=f"Does “{name}” still stand?" if lock or decided.choice else now.question,
        silence=replace(now.silence, detail="Until somebody answers, nothing more of it leaves."),
        why_now=_why(session, change, weighed, shown, at),
        sets_off=tuple(_sets_off(weighed)),
        premises=now.premises_of(decided.choice) if lock else now.premises,
        compared=shown,
    )


def _of_plan(
    session: Session,
    change: ChangeRow,
    weighed: Weighed,
    shown: tuple[Compared, ...],
    at: datetime,
) -> Brief:
    """Whoever signs it has seen what broke: it is no longer what the plan rests on."""
    gone = {one.premise.predicate for one in weighed.broken}
    brief = weighed.brief
    return replace(
        brief,
        why_now=_why(session, change, weighed, shown, at),
        premises=tuple(one for one in brief.premises if one.predicate not in gone),
        compared=shown,
    )


def _why(
    session: Session,
    change: ChangeRow,
    weighed: Weighed,
    shown: tuple[Compared, ...],
    at: datetime,
) -> WhyNow:
    zone = weighed.brief.why_now.at.tzinfo
    worst = next((one for one in shown if one.material), shown[0])
    unit = f" {worst.unit}" if worst.unit else ""
    rule = "a premise broke" if weighed.broken else "a signed number moved beyond its tolerance"
    if change.kind == "asked" and change.asked_by_id is not None:
        rule = f"{people.by_id(session, change.asked_by_id).name} asks to look again"
    return WhyNow(
        rule=rule,
        observed=f"{worst.label}: {worst.now}{unit} now",
        threshold=f"{worst.signed}{unit} when it was signed",
        at=at.astimezone(zone),
    )


def _sets_off(weighed: Weighed) -> list[SetsOff]:
    gate = weighed.decided.gate
    if gate.name == EXECUTIVE_LOCK.name:
        text = "The plan stands: what is held leaves, and its actions go on"
        return [SetsOff(kind="next", text=text, who="", when="at once")]
    onward = {TRADE_OFF.name: EXECUTIVE_LOCK.title, REVIEW.name: TRADE_OFF.title}[gate.name]
    goes_on = SetsOff(kind="next", text=f"“{onward}” goes on with it", who="", when="at once")
    return [goes_on, *(line for line in weighed.brief.sets_off if line.option is not None)]
