"""The people of the demo: what each answers, and when. Fakes only for people; all else is real."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from gates.brief import Brief
from gates.deciding import Ballot
from gates.evidence import DoneWhen, EvidenceKind
from gates.gate import Verb
from runtime.demo_post import Arrived
from runtime.halden_files import LUCIA_SAYS, DemoFile

HOUR = timedelta(hours=1)
SOON = timedelta(days=21)
"""What is due later is put aside until the reminder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    after: timedelta
    text: str
    files: tuple[DemoFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """How somebody answers a gate. `choice` of None follows the recommendation."""

    after: timedelta
    verb: Verb = Verb.APPROVE
    choice: str | None = None
    reason: str = ""


VOTES: Mapping[tuple[str, str], Vote] = {
    ("baseline", "aiko"): Vote(after=HOUR),
    ("review", "marta"): Vote(after=HOUR, reason="Key accounts have the leaflets in print."),
    ("review", "jonas"): Vote(
        after=2 * HOUR, reason="Line 4 can carry the overtime, if the syrup is confirmed."
    ),
    ("review", "priya"): Vote(
        after=3 * HOUR,
        verb=Verb.DISSENT,
        choice="limit_promotion",
        reason="Limiting it ties up less cash over the turn of the year.",
    ),
    ("trade_off", "ines"): Vote(after=HOUR, reason="We keep the promise to every tier."),
    ("executive_lock", "henrik"): Vote(after=HOUR),
    ("missing_input", "sofie"): Vote(after=HOUR, choice="wait"),
    **{
        ("plan_change", key): Vote(after=after * HOUR, reason="As little as has to change.")
        for after, key in enumerate(("henrik", "marta", "jonas", "priya"), start=1)
    },
    ("late_action", "jonas"): Vote(
        after=2 * HOUR, choice="more_time", reason="The roster needs the shop steward's yes."
    ),
}


def ballot_of(vote: Vote, brief: Brief, *, needs_choice: bool, ballot: Ballot) -> Ballot:
    """The vote as a ballot on this brief."""
    choice = vote.choice
    if needs_choice and choice is None and brief.pick is not None:
        choice = brief.pick.option
    return replace(
        ballot, verb=vote.verb, choice=choice if needs_choice else None, reason=vote.reason
    )


REPORTED = Decimal(312_400)
"""A number where any is enough."""

Files = Mapping[str, tuple[DemoFile, ...]]
"""By person: what they send first, and what they send when it comes back."""

LATE_OWNER = "aino"
"""Doesn't answer about an action until somebody has decided how to go on."""


def about_inputs(letter: Arrived, files: Files, *, letters_of_kind: int) -> Reply | None:
    """Erik and Franka send a file and mend it; Lucía is late and answers in words."""
    mine = files.get(letter.person, ())
    if letter.kind == "input_request" and mine:
        return Reply(after=_patience(letter.person), text="Attached.", files=mine[:1])
    if letter.kind == "input_findings" and len(mine) > 1:
        text = "Thanks for the list. Corrected file attached."
        return Reply(after=3 * HOUR, text=text, files=mine[1:2])
    if letter.kind == "input_reminder" and not mine and letters_of_kind > 1:
        return Reply(after=15 * HOUR, text=LUCIA_SAYS)
    return None


def _patience(person: str) -> timedelta:
    return {"erik": 26 * HOUR, "franka": 7 * HOUR}.get(person, 20 * HOUR)


def about_action(
    letter: Arrived, wanted: DoneWhen, *, escalations: int, due_in: timedelta
) -> Reply | None:
    """An owner does what was asked and says so with the evidence; one needs a decision first."""
    if letter.kind not in {"action_assigned", "action_reminder"}:
        return None
    if letter.person == LATE_OWNER and not escalations:
        return None
    if letter.kind == "action_assigned" and due_in > SOON:
        return None
    return EVIDENCE[wanted.kind](wanted)


def _confirmed(wanted: DoneWhen) -> Reply:
    by = f" by {wanted.by:%d.%m.%Y}" if wanted.by else ""
    return Reply(after=20 * HOUR, text=f"Confirmed: {_number(wanted)}{by}.\n\nBest regards")


def _file(wanted: DoneWhen) -> Reply:
    table = f"what;state\n{wanted.says};done\n".encode()
    files = (DemoFile(name="evidence.csv", content=table),)
    return Reply(after=22 * HOUR, text="Done, see attachment.", files=files)


def _signed(wanted: DoneWhen) -> Reply:
    """What is only counted is known once its week is over."""
    counted = wanted.at_least is None and wanted.at_most is None
    after = (72 if counted else 24) * HOUR
    return Reply(after=after, text=f"It is {_number(wanted)}.\n\nBest regards")


def _stated(_wanted: DoneWhen) -> Reply:
    return Reply(after=18 * HOUR, text="This is done.\n\nBest regards")


def _number(wanted: DoneWhen) -> str:
    """A number that meets the predicate, as people write it."""
    if wanted.at_least is not None:
        return f"{wanted.at_least.to_integral_value(rounding='ROUND_CEILING'):,}"
    return f"{wanted.at_most or REPORTED:,}"


EVIDENCE: Mapping[EvidenceKind, Callable[[DoneWhen], Reply]] = {
    EvidenceKind.CONFIRMED_QUANTITY: _confirmed,
    EvidenceKind.FILE: _file,
    EvidenceKind.SIGNED_NUMBER: _signed,
    EvidenceKind.STATEMENT: _stated,
}
