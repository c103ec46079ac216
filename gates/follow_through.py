"""What an answer sets off: one definition, listed in the brief and executed by the workflow.

`*_effects` says what will happen; `sets_off` writes exactly that, line by line. Whoever executes
calls the same function with the same values, so that what is listed is what leaves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gates.brief import SetsOff
from gates.catalogue import EXECUTIVE_LOCK, GATES, TRADE_OFF
from gates.gate import Gate
from gates.planned_action import PlannedAction
from gates.recipe_policies import AS_CODED, Recipes
from gates.recipes import actions_for
from planning import written
from planning.commitments import Commitment, CommitmentKind, commitments_of
from planning.company import Company, Person
from planning.options import SolvedOption

AT_ONCE = "at once"
Gates = Mapping[str, Gate]
"""Every gate by name, as the playbook has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMail:
    """One letter to one person. `about` is the key of the action or the gate it speaks of."""

    template: str
    to: str
    subject: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    mails: tuple[PlannedMail, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    locks: str | None = None
    """The plan that becomes the company's, in words."""
    next_gate: str | None = None
    """Name of the gate that opens."""


def review_effects(company: Company, gates: Gates = GATES) -> Effects:
    """All reviews are in: the trade-off opens, whatever they say."""
    return Effects(mails=_asked(company, gates[TRADE_OFF.name]), next_gate=TRADE_OFF.name)


def trade_off_effects(company: Company, gates: Gates = GATES) -> Effects:
    """An option is chosen: the plan goes to be locked. Nothing else leaves yet."""
    return Effects(mails=_asked(company, gates[EXECUTIVE_LOCK.name]), next_gate=EXECUTIVE_LOCK.name)


def lock_effects(
    company: Company,
    cycle: str,
    option: SolvedOption,
    *,
    decided_on: date,
    gates: Gates = GATES,
    recipes: Recipes = AS_CODED,
) -> Effects:
    """The plan is locked: commitments, actions, and mails to owners and to whoever took part.

    An action that waits for others is recorded at once and its owner asked when they are done.
    Doing nothing locks nothing and promises nothing; somebody watches.
    """
    actions = actions_for(company, option, decided_on=decided_on, recipes=recipes)
    if not option.scenario.levers:
        return Effects(mails=tuple(_assigned(actions)), actions=actions)
    first, last = option.plan.weeks[0], option.plan.weeks[-1]
    return Effects(
        mails=(*_assigned(actions), *_published(company, cycle, actions, gates)),
        actions=actions,
        commitments=commitments_of(company, option.plan),
        locks=f"{cycle} plan, “{option.scenario.name}”, "
        f"weeks {written.week(first)} to {written.week(last)}",
    )


def sets_off(
    company: Company,
    effects: Effects,
    *,
    option: str | None = None,
    once: str = "",
    gates: Gates = GATES,
) -> tuple[SetsOff, ...]:
    """The effects line by line. `once` says what must come first, such as "once locked"."""
    names = {person.key: person for person in company.people}
    return tuple(
        SetsOff(kind=kind, text=text, who=who, when=when, option=option)
        for kind, text, who, when in _lines(names, effects, once, gates)
    )


def _lines(
    names: dict[str, Person], effects: Effects, once: str, gates: Gates
) -> Iterator[tuple[str, str, str, str]]:
    if effects.locks is not None:
        yield "lock", effects.locks, "", once or AT_ONCE
    if effects.commitments:
        yield "lock", _promised(effects.commitments), "", once or AT_ONCE
    for mail in effects.mails:
        yield "mail", mail.subject, names[mail.to].name, once or AT_ONCE
    for action in effects.actions:
        owner = names[action.owner]
        due = f"due {written.day(action.due)}"
        who = f"{owner.name}, {owner.title}"
        yield "action", action.title, who, f"{once}, {due}" if once else due
    if effects.next_gate is not None:
        gate = gates[effects.next_gate]
        asked = written.listed([p.name for p in names.values() if p.role in gate.roles])
        yield "next", gate.title, f"asked of {asked}" if asked else "", "when this closes"


def _promised(commitments: tuple[Commitment, ...]) -> str:
    words = {
        CommitmentKind.PRODUCTION: "production quantity",
        CommitmentKind.PURCHASE: "order",
        CommitmentKind.EXPEDITE: "expedited order",
        CommitmentKind.STOCK: "stock target",
    }
    counts = {kind: sum(one.kind is kind for one in commitments) for kind in words}
    parts = [
        written.counted(count, words[kind], _plural(words[kind]))
        for kind, count in counts.items()
        if count
    ]
    return f"{written.counted(len(commitments), 'commitment')}: {written.listed(parts)}"


def _plural(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _asked(company: Company, gate: Gate) -> tuple[PlannedMail, ...]:
    return tuple(
        PlannedMail(
            template="decision_needed",
            to=person.key,
            subject=f"{gate.title}: your decision is needed",
            about=gate.name,
        )
        for person in company.people
        if person.role in gate.roles
    )


def _assigned(actions: tuple[PlannedAction, ...]) -> Iterator[PlannedMail]:
    for action in actions:
        if not action.depends_on:
            yield PlannedMail(
                template="action_assigned",
                to=action.owner,
                subject=f"Yours: {action.title}",
                about=action.key,
            )


def _published(
    company: Company, cycle: str, actions: tuple[PlannedAction, ...], gates: Gates
) -> Iterator[PlannedMail]:
    """To everyone who sits in a gate of the cycle or owns an action."""
    seats = {role for gate in gates.values() for role in gate.roles}
    owners = {action.owner for action in actions}
    for person in company.people:
        if person.role in seats or person.key in owners:
            yield PlannedMail(
                template="cycle_published",
                to=person.key,
                subject=f"{cycle}: the plan is locked",
                about=cycle,
            )
