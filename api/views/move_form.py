"""The form of one move: what it does, what it asks for, and what was wrong with the last try."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from api import formats
from api.tongue import Say, say
from api.views import words
from api.views.decision import RequestFacts, Viewer
from api.views.moves import held_until
from gates.knob import Knob
from gates.move import NOUNS, Move
from gates.moves import what_adding_changes
from gates.seating import Member
from runtime.changing import Form

MOMENT = "%Y-%m-%dT%H:%M"
"""As a browser's field for a local day and time writes it."""
MORNING = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    key: str
    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was sent and not taken."""

    message: str = ""
    said: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    wrong: Mapping[str, str] = field(default_factory=dict[str, str])
    """What is allowed, by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    key: str
    title: str
    unit: str
    allowed: str
    value: str
    most: str
    step: str
    choices: tuple[tuple[str, str, bool], ...]
    """Code, name and whether it is picked."""
    wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFormView:
    path: str
    move: Move
    action: str
    title: str
    says: str
    submit: str
    question: str
    people: tuple[Person, ...]
    options: tuple[tuple[str, str], ...]
    """Key and name."""
    option: str
    """The one it is about."""
    fields: tuple[FormField, ...]
    earliest: str
    latest: str
    suggested: str
    comment_id: UUID
    said: Mapping[str, Sequence[str]]
    refused: str

    @property
    def keeps_words(self) -> bool:
        """Something is written in it that can be kept as a draft."""
        return self.move in {Move.DELEGATE, Move.ADD, Move.COMMENT, Move.WITHDRAW}

    def sent(self, name: str) -> str:
        """What the last try said in a field."""
        return next(iter(self.said.get(name, ())), "")


def move_form(
    facts: RequestFacts,
    viewer: Viewer,
    move: Move,
    *,
    members: Sequence[Member] = (),
    form: Form | None = None,
    option: str = "",
    tried: Tried = Tried(),
) -> MoveFormView:
    path = f"/requests/{facts.request_id}"
    now, due = viewer.now, facts.due_at.astimezone(viewer.zone)
    morning = (now + timedelta(days=1)).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    suggested = morning if morning < due else now + (due - now) / 2
    return MoveFormView(
        path=path,
        move=move,
        action=f"{path}/{NOUNS[move]}",
        title=_title(facts, move, option),
        says=_says(facts, viewer, move),
        submit=_SUBMIT[move],
        question=facts.brief.question,
        people=_people(facts, viewer, move, members),
        options=_options(facts, move, form),
        option=option,
        fields=tuple(field_of(knob, tried) for knob in form.knobs) if form else (),
        earliest=now.strftime(MOMENT),
        latest=due.strftime(MOMENT),
        suggested=suggested.strftime(MOMENT),
        comment_id=_comment_id(tried),
        said=tried.said,
        refused=tried.message,
    )


def _comment_id(tried: Tried) -> UUID:
    """A slip keeps its id, so that sending the mended form twice is one comment."""
    said = next(iter(tried.said.get("comment_id", ())), "")
    try:
        return UUID(said)
    except ValueError:
        return uuid4()


def _title(facts: RequestFacts, move: Move, option: str) -> str:
    if move is Move.CHANGE and option:
        return say("Change {option}", option=facts.brief.option(option).name)
    return _TITLES[move]


def _says(facts: RequestFacts, viewer: Viewer, move: Move) -> str:
    if move is Move.ADD:
        return what_adding_changes(facts.gate, [seat.chair for seat in facts.seats])
    if move is Move.WITHDRAW:
        until = held_until(facts.gate, facts.around)
        if facts.outcome is None or until is None:
            return say("Your answer is taken off, and you are asked again.")
        return say(
            "Everything it set off is held until {when}. "
            "All of it is withdrawn together, nothing leaves, and the question is open again.",
            when=formats.when(until.astimezone(viewer.zone)),
        )
    return _SAYS[move]


def _people(
    facts: RequestFacts, viewer: Viewer, move: Move, members: Sequence[Member]
) -> tuple[Person, ...]:
    """Whom the move can name: nobody who took part, nobody who has a say already."""
    sits = {seat.person for seat in facts.seats}
    if move is Move.TAKE_BACK:
        wanted = {holder for holder, adder in facts.around.added_by if adder == viewer.key}
    elif move is Move.SNOOZE:
        wanted = {seat.person for seat in facts.seats if not seat.decision} - {viewer.key}
    else:
        wanted = {one.key for one in members} - sits - facts.brief.took_part - {viewer.key}
    return tuple(
        Person(key=one.key, name=one.name, title=words.role(one.role))
        for one in members
        if one.key in wanted
    )


def _options(facts: RequestFacts, move: Move, form: Form | None) -> tuple[tuple[str, str], ...]:
    """For a change, those that something may be changed in; a comment may be on any."""
    able = form.options if form else frozenset[str]()
    shown = [one for one in facts.brief.options if move is not Move.CHANGE or one.key in able]
    kept = [(one.key, one.name) for one in facts.around.own if move is Move.COMMENT]
    return (*((one.key, one.name) for one in shown), *kept)


def field_of(knob: Knob, tried: Tried) -> FormField:
    """As it is in the option, or as it was sent."""
    sent = tried.said.get(knob.key)
    if knob.choices:
        picked = set(knob.value if not tried.said else sent or ())
        choices = tuple((code, name, code in picked) for code, name in knob.choices)
        value = ""
    else:
        choices = ()
        value = sent[-1] if sent else f"{knob.value:f}" if not knob.whole else str(knob.value)
    return FormField(
        key=knob.key,
        title=knob.title,
        unit=knob.unit,
        allowed=knob.allowed,
        value=value,
        most=f"{knob.most:f}",
        step="1" if knob.whole else "any",
        choices=choices,
        wrong=tried.wrong.get(knob.key, ""),
    )


_TITLES = {
    Move.CHANGE: Say("Change an option"),
    Move.DELEGATE: Say("Delegate this decision"),
    Move.ADD: Say("Add an approver"),
    Move.TAKE_BACK: Say("Take an approver back"),
    Move.COMMENT: Say("Comment"),
    Move.SNOOZE: Say("Snooze"),
    Move.WAKE: Say("Take it up again"),
    Move.WITHDRAW: Say("Withdraw your answer"),
    Move.CLAIM: Say("Take it on"),
    Move.RELEASE: Say("Give it back"),
}
_SUBMIT = _TITLES | {
    Move.CHANGE: Say("Recompute and show it"),
    Move.DELEGATE: Say("Delegate"),
    Move.ADD: Say("Add"),
    Move.TAKE_BACK: Say("Take back"),
    Move.COMMENT: Say("Say it"),
    Move.WITHDRAW: Say("Withdraw"),
}
_SAYS = {
    Move.CHANGE: Say(
        "The plan is computed again with your values and stands beside the others. "
        "Nothing is decided until you sign it."
    ),
    Move.DELEGATE: Say(
        "They answer in your place, within your limits; both names are on the record. "
        "You can still answer yourself."
    ),
    Move.TAKE_BACK: Say(
        "Their approval isn't needed any more. Only who hasn't answered can be taken back."
    ),
    Move.COMMENT: Say("Everybody who sees this request sees it. It decides nothing and stays."),
    Move.SNOOZE: Say("It leaves your list and waits under Snoozed. The deadline doesn't move."),
    Move.WAKE: Say("It is back in your list at once."),
    Move.CLAIM: Say(
        "The others see that you are on it. They may answer all the same, and the "
        "deadline doesn't move."
    ),
    Move.RELEASE: Say("The others see that nobody is on it any more."),
}
