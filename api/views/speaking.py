"""For whom the viewer may answer a request: their own seat, or one whose holder lets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from api import formats
from api.tongue import say
from api.views import words
from api.views.seats import Seat
from gates.deciding import votes_of
from gates.delegating import Delegation, acting_for, standing_in
from gates.rules import whose_turn
from gates.speaking import Sitting, speaks_for

if TYPE_CHECKING:
    from api.views.decision import RequestFacts, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A seat the viewer may answer for; `until` is when that ends, None for their own."""

    seat: Seat
    until: datetime | None = None

    @property
    def own(self) -> bool:
        return self.until is None

    @property
    def key(self) -> str:
        """What a form says: nothing for one's own seat."""
        return "" if self.own else self.seat.person


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLink:
    """One of several seats to answer for."""

    label: str
    href: str
    current: bool


def voices(facts: "RequestFacts", viewer: "Viewer") -> tuple[Voice, ...]:
    """The seats whose answer the viewer may give now, their own first."""
    if facts.outcome is not None:
        return ()
    keys = speaks_for(_sitting(facts), viewer.key, facts.delegations, at=viewer.now)
    by_holder = {seat.person: seat for seat in facts.seats}
    given = lets_act(facts, viewer)
    return tuple(
        Voice(
            seat=by_holder[key],
            until=None if key == viewer.key else given[key].ends_at.astimezone(viewer.zone),
        )
        for key in keys
    )


def _sitting(facts: "RequestFacts") -> Sitting:
    made = [seat.decision for seat in facts.seats if seat.decision]
    return Sitting(
        request=facts.request_id,
        gate=facts.gate,
        chairs=tuple(seat.chair for seat in facts.seats),
        votes=votes_of(sorted(made, key=lambda one: one.at)),
        answered_by=frozenset(one.by for one in made),
        took_part=facts.brief.took_part,
    )


def lets_act(facts: "RequestFacts", viewer: "Viewer") -> dict[str, Delegation]:
    """Whose seats the viewer may answer for, whether or not their answer is wanted now."""
    return acting_for(
        viewer.key,
        [seat.person for seat in facts.seats],
        facts.delegations,
        gate=facts.gate.name,
        request=facts.request_id,
        at=viewer.now,
    )


def turn_of(facts: "RequestFacts") -> frozenset[str]:
    """Whose answer is wanted now: in a sequence only the next line's."""
    sitting = _sitting(facts)
    return whose_turn(sitting.gate, sitting.chairs, sitting.votes)


def chosen_voice(found: Sequence[Voice], seat: str) -> Voice | None:
    """The seat that was asked for, or the first."""
    return next((one for one in found if one.key == seat), found[0] if found else None)


def signs_as(viewer: "Viewer", voice: Voice | None) -> str:
    """Both identities, where somebody acts for another."""
    me = f"{viewer.name}, {words.role(viewer.role)}"
    if voice is None or voice.own:
        return me
    return say(
        "{me}, for {seat}, {role}", me=me, seat=voice.seat.name, role=words.role(voice.seat.role)
    )


def acts_for(found: Sequence[Voice]) -> str:
    """For whom, where it isn't oneself: `for Ines Moreau, until Fri 13 Nov 17:00 CET`."""
    if not found or found[0].own:
        return ""
    said = (
        say("{seat}, until {until}", seat=v.seat.name, until=formats.until(v.until))
        for v in found
        if v.until
    )
    return say("for {said}", said=say(" or ").join(said))


def voice_links(path: str, found: Sequence[Voice], current: Voice) -> tuple[VoiceLink, ...]:
    """A way to each seat, where there are several."""
    if len(found) < 2:  # noqa: PLR2004 with one there is nothing to choose
        return ()
    return tuple(
        VoiceLink(
            label=say("As yourself") if one.own else say("For {seat}", seat=one.seat.name),
            href=f"{path}?{urlencode({'seat': one.seat.person})}",
            current=one == current,
        )
        for one in found
    )


def with_stand_ins(facts: "RequestFacts", viewer: "Viewer") -> tuple[Seat, ...]:
    """The seats, each unanswered one with who may answer for its holder now."""
    waiting = [seat.person for seat in facts.seats if seat.decision is None]
    found = standing_in(
        waiting if facts.outcome is None else (),
        facts.delegations,
        gate=facts.gate.name,
        request=facts.request_id,
        at=viewer.now,
        barred=facts.brief.took_part,
    )
    return tuple(
        replace(seat, stands_in=_named(found.get(seat.person, ()), facts.names, viewer))
        for seat in facts.seats
    )


def _named(by: Sequence[Delegation], names: Mapping[str, str], viewer: "Viewer") -> str:
    said = (
        say(
            "{receiver} until {until}",
            receiver=names[one.receiver],
            until=formats.until(one.ends_at.astimezone(viewer.zone)),
        )
        for one in by
    )
    return ", ".join(said)
