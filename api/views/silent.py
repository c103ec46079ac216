"""Why the viewer can't answer a request, in words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from api.refused import refused_words
from api.tongue import say
from api.views.speaking import lets_act, turn_of, voices
from gates import errors

if TYPE_CHECKING:
    from api.views.decision import RequestFacts, Viewer

TOOK_PART = (
    ("authors", errors.AuthorCannotDecide),
    ("submitters", errors.SubmitterCannotDecide),
    ("recommenders", errors.RecommenderCannotDecide),
)


def why_silent(facts: "RequestFacts", viewer: "Viewer") -> str:
    """The first reason that holds; empty when the viewer can answer."""
    if facts.outcome is not None:
        return say("This request is closed.")
    return "" if voices(facts, viewer) else next(_reasons(facts, viewer))


def _reasons(facts: "RequestFacts", viewer: "Viewer") -> Iterator[str]:
    mine = next((seat for seat in facts.seats if seat.person == viewer.key), None)
    if any(seat.decision and seat.decision.by == viewer.key for seat in facts.seats):
        yield say("You have answered. Others are still to answer.")
    if mine is None and not lets_act(facts, viewer):
        names = ", ".join(seat.name for seat in facts.seats if seat.decision is None)
        yield say("You are reading along; this waits for {names}.", names=names or say("nobody"))
    if mine is not None and mine.decision is not None:
        yield say("{answered_by} has answered for you.", answered_by=mine.answered_by)
    for did, refusal in TOOK_PART:
        if viewer.key in getattr(facts.brief, did):
            yield refused_words(refusal())
    turn = turn_of(facts)
    first = ", ".join(seat.name for seat in facts.seats if seat.person in turn)
    yield say("Not yet: {first} answers first. You get a mail when it is your turn.", first=first)
