"""The follow-up agent's question when an action is late: what was tried, and how to go on."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gates.brief import Brief, Option, Section, SetsOff, Silence, Stake, WhyNow
from gates.catalogue import LATE_ACTION
from planning import written

MORE_TIME, HAND_UP, CALL_OFF = "more_time", "hand_up", "call_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One thing that was tried, in words."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begins:
    """An action that begins when this one is called off."""

    title: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAction:
    """An action nobody closed in time, with the people around it, by name."""

    title: str
    owner_key: str
    owner: str
    manager: str | None
    due_at: datetime
    blocked: bool
    needs: str
    """What closes it."""
    new_day: date
    """Until when more time would reach."""
    waiting: tuple[str, ...]
    begins: tuple[Begins, ...]
    """Those of them that wait for nothing else."""
    tried: tuple[Tried, ...]
    stake_eur: Decimal
    """What the plan earns over doing nothing: what a plan that isn't followed through risks."""
    escalates_to: str
    at: datetime


def late_action_brief(late: LateAction) -> Brief:
    """What the decider is shown. Every option is something the case can do by itself."""
    days = max((late.at - late.due_at).days, 0)
    state = "blocked" if late.blocked else f"{days} days late" if days != 1 else "1 day late"
    holds = f"{len(late.waiting)} other actions wait for it" if late.waiting else "nothing waits"
    return Brief(
        gate=LATE_ACTION.name,
        subject=late.title,
        question=f"How do we go on with “{late.title}”, which is {state}?",
        why_now=WhyNow(
            rule="an action past its deadline and the grace after it",
            observed=f"due {written.day(late.due_at.date())}, {state}",
            threshold="closed by evidence",
            at=late.at,
        ),
        stake=Stake(
            amount_eur=late.stake_eur,
            headline=f"€{late.stake_eur / 1000:,.0f}k margin" if late.stake_eur else "The plan",
            detail=f"{holds}; it closes by {late.needs}",
        ),
        silence=Silence(
            headline=f"Goes to {late.escalates_to}",
            detail=f"The action stays open with {late.owner} until somebody decides.",
        ),
        authors=(late.owner_key,),
        commits_none=True,
        options=_options(late),
        sections=_sections(late),
        sets_off=_sets_off(late),
    )


def _options(late: LateAction) -> tuple[Option, ...]:
    said = [(MORE_TIME, "More time", f"{late.owner} has until {written.day(late.new_day)}")]
    if late.manager is not None:
        said.append((HAND_UP, "Hand it up", f"{late.manager} takes it over"))
    said.append((CALL_OFF, "Call it off", "It isn't done; what waits for it goes ahead"))
    return tuple(
        Option(key=key, name=name, summary=summary, values={}, choose_by=None, breaks_if="")
        for key, name, summary in said
    )


def _sections(late: LateAction) -> tuple[Section, ...]:
    tried = tuple(f"{written.moment(one.at)}: {one.text}" for one in late.tried)
    waiting = Section(key="waiting", title="What waits for it", lines=late.waiting)
    sections = [Section(key="tried", title="What was tried", lines=tried or ("Nothing yet",))]
    return tuple([*sections, waiting] if late.waiting else sections)


def _sets_off(late: LateAction) -> tuple[SetsOff, ...]:
    day = f"due {written.day(late.new_day)}"
    effects = [
        SetsOff(kind="action", text=late.title, who=late.owner, when=day, option=MORE_TIME),
        SetsOff(kind="next", text="The action is cancelled", who="", when="", option=CALL_OFF),
    ]
    effects += [
        SetsOff(
            kind="mail",
            text=f"Yours: {one.title}",
            who=one.owner,
            when="at once",
            option=CALL_OFF,
        )
        for one in late.begins
    ]
    if late.manager is not None:
        mail = f"Yours: {late.title}"
        effects += [
            SetsOff(kind="mail", text=mail, who=late.manager, when="at once", option=HAND_UP),
            SetsOff(kind="action", text=late.title, who=late.manager, when=day, option=HAND_UP),
        ]
    return tuple(effects)
