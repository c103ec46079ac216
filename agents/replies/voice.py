"""The second voice: what an embedding of an answer sounds like."""

from agents.replies.embedding import embedding
from agents.replies.facts import Facts
from agents.replies.regression import weights
from agents.replies.values import AnswerIntent

_SHORT_WORDS = 25


def gist(facts: Facts) -> str:
    """The words the voice hears: names and numbers made alike, so that only the sense differs.

    Of a long mail the sentence with the number comes first: the rest may be cut.
    """
    homes = [facts.sentence_at(a.start) for a in facts.amounts if not a.left_out]
    first = next((home for home in homes if home), None)
    if first is None or first.start == 0 or len(facts.low.split()) <= _SHORT_WORDS:
        return _alike(facts, 0, len(facts.text))
    ahead, behind = _alike(facts, 0, first.start), _alike(facts, first.end, len(facts.text))
    return " ".join([_alike(facts, first.start, first.end), behind, ahead]).strip()


def _alike(facts: Facts, start: int, stop: int) -> str:
    marks = [(a.start, a.end, "500") for a in facts.amounts]
    marks += [(r.start, r.end, "PO 12") for r in facts.references]
    marks += [(p.start, p.end, "Anna") for p in facts.people]
    text, end = "", start
    for left, right, word in sorted(marks):
        if left >= end and right <= stop:
            text += facts.text[end:left] + word + " "
            end = right
    return " ".join((text + facts.text[end:stop]).split())


def second_voice(facts: Facts) -> dict[AnswerIntent, float] | None:
    """What the embedding hears; None where this machine has no embedding."""
    found = embedding()
    if found is None or not facts.text.strip():
        return None
    return weights().chances(found.vector(gist(facts)))
