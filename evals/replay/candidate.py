"""T1: a recorded cycle on another playbook, with people's recorded answers, request by request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from statistics import median

from evals.oracle.answering import Answered, Known, Usual, answer
from evals.oracle.levels import UNKNOWN, Gone, Level, Lost
from evals.recording.events import Event
from evals.recording.recording import Recording
from evals.replay.around import Around, around
from evals.replay.asked import AskedOnce
from evals.replay.judging import judged
from evals.replay.request import Given, Replayed
from evals.replay.spending import spent_before
from gates.gate import APPROVING, Verb
from gates.playbook import Playbook


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A cycle as it would have gone."""

    recording: Recording
    book: Playbook
    answered: tuple[Answered, ...]
    gone: tuple[Gone, ...]
    """Answers that aren't asked for, of gates kept and gates removed."""
    removed: tuple[AskedOnce, ...]
    """Requests that aren't opened any more."""
    added: tuple[Event, ...]
    """Changes that would ask a gate again and didn't: nobody knows the answer."""
    judged: tuple[Event, ...]
    tainted: frozenset[str]
    """Requests after an answer nobody gave, or one that came out other than recorded."""

    @cached_property
    def events(self) -> tuple[Event, ...]:
        made = [event for one in self.answered for event in one.replayed.events]
        return tuple(sorted([*made, *self.judged], key=lambda event: event.order))

    @property
    def levels(self) -> tuple[Level, ...]:
        known = [level for one in self.answered for level in one.levels]
        return (*known, *(Level.NEVER_ASKED for _ in self.added))


def live(
    recording: Recording,
    book: Playbook,
    *,
    implied: bool = False,
    branches: Sequence[bool] | None = None,
) -> Lived:
    """Exact up to the first place where somebody would act otherwise; from there on tainted.

    `branches` say of each answer nobody knows whether it passes; what they don't say passes.
    """
    everything = recording.requests
    verdicts = tuple(made for event in recording.events for made in judged(event, book))
    removed_ids, added = _looks(recording, verdicts, everything)
    kept = [one for one in everything if one.id not in removed_ids]
    who = around(recording)
    approvals = _approvals(everything, recording) if implied else None
    ways = None if branches is None else iter(branches)
    known = Known(usual=_usual(everything), implied=approvals, branches=ways)
    done: list[Answered] = []
    tainted: set[str] = set()
    for asked in kept:
        before = _before(asked, done)
        if before is not None and _apart(before, tainted):
            tainted.add(asked.id)
        done.append(answer(asked, _given(recording, book, who, asked, before, done), known))
    removed = tuple(one for one in everything if one.id in removed_ids)
    gone = (
        *(g for one in done for g in one.gone),
        *(g for one in removed for g in _removed(one, recording)),
    )
    return Lived(
        recording=recording,
        book=book,
        answered=tuple(done),
        gone=gone,
        removed=removed,
        added=added,
        judged=verdicts,
        tainted=frozenset(tainted),
    )


def _looks(
    recording: Recording, verdicts: tuple[Event, ...], everything: list[AskedOnce]
) -> tuple[set[str], tuple[Event, ...]]:
    """Requests that look again at what the candidate no longer asks, and changes that now would."""
    then = {e.about: e.data["again"] for e in recording.ours if e.type == "change.judged"}
    now = {e.about: e for e in verdicts if e.type == "change.judged"}
    stays = {
        change for change, event in now.items() if then.get(change) and not event.data["again"]
    }
    removed = {one.id for one in everything if one.opened.data["case"] in stays}
    added = tuple(event for c, event in now.items() if event.data["again"] and not then.get(c))
    return removed, added


def _given(
    recording: Recording,
    book: Playbook,
    who: Around,
    asked: AskedOnce,
    before: Answered | None,
    done: list[Answered],
) -> Given:
    at = asked.opened.at + (_shift(before) if before is not None else timedelta(0))
    replayed: list[Replayed] = [one.replayed for one in done]
    return Given(
        gate=book.ruled[asked.gate],
        bounds=book.tolerances,
        briefs=recording.briefs,
        around=who,
        purse=who.purse(spent_before(replayed, at)),
        opened_at=at,
    )


def _before(asked: AskedOnce, done: list[Answered]) -> Answered | None:
    """The request of the same case whose closing led to this one, by the record."""
    case, opened = asked.opened.data["case"], asked.opened.at
    found = [
        one
        for one in done
        if one.replayed.asked.opened.data["case"] == case
        and (at := one.replayed.asked.closes_at()) is not None
        and at <= opened
    ]
    latest = max((one.replayed.asked.closes_at() for one in found), default=None)  # type: ignore[type-var]
    return next((o for o in reversed(found) if o.replayed.asked.closes_at() == latest), None)


def _shift(before: Answered) -> timedelta:
    then, now = before.replayed.asked.closes_at(), before.replayed.now.closed_at
    return now - then if then is not None and now is not None else timedelta(0)


def _apart(before: Answered, tainted: set[str]) -> bool:
    """It rests on something nobody knows, or that came out otherwise."""
    asked, now = before.replayed.asked, before.replayed.now
    same = (now.outcome, now.choice) == (asked.outcome, asked.choice)
    return asked.id in tainted or not same or bool(UNKNOWN & {*before.levels})


def _removed(asked: AskedOnce, recording: Recording) -> list[Gone]:
    """What a request had caught that isn't opened any more."""
    brief = recording.briefs[asked.opened.data["brief"]]
    stood = brief.pick.option if brief.pick else None
    return [
        Gone(
            request=asked.id,
            gate=asked.gate,
            by=event.data["by"],
            verb=event.data["verb"],
            choice=event.data["choice"],
            reason=event.data["reason"],
            brief=event.data["brief"],
            lost=Lost.SAVED_TOUCH if _unchanged(event, stood) else Lost.LOST_CORRECTION,
            stake_eur=abs(brief.stake.amount_eur),
            waited=event.at - asked.opened.at,
        )
        for event in asked.decided
    ]


def _unchanged(event: Event, stood: str | None) -> bool:
    approved = Verb(event.data["verb"]) in APPROVING - {Verb.APPROVE_WITH_CHANGES}
    return approved and event.data["choice"] in {None, stood}


def _approvals(
    everything: list[AskedOnce], recording: Recording
) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """By gate and person: the most at stake in what they approved, the least in what not."""
    found: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for asked in everything:
        for event in asked.decided:
            key = asked.gate, str(event.data["seat"])
            stake = abs(recording.briefs[event.data["brief"]].stake.amount_eur)
            most, least = found.get(key, (Decimal(-1), Decimal("Infinity")))
            if Verb(event.data["verb"]) in APPROVING:
                found[key] = max(most, stake), least
            else:
                found[key] = most, min(least, stake)
    return found


def _usual(everything: list[AskedOnce]) -> Usual:
    took: dict[str, list[float]] = {}
    for one in everything:
        took.setdefault(one.gate, []).extend(
            (e.at - one.opened.at).total_seconds() for e in one.decided
        )
    return {gate: timedelta(seconds=median(times)) for gate, times in took.items() if times}
