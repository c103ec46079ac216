"""A model as a third voice on one mail: it can make a reading doubtful, and never more certain."""

from dataclasses import replace

from agents.reading_values import Proposal, Reading, ReplyContext, Verdict
from agents.replies.values import AnswerIntent
from agents.verifying_words import flat

_DOUBTED = 0.5


def invented(context: ReplyContext, proposal: Proposal) -> tuple[str, ...]:
    """Words a provider claims to have copied that don't stand in the mail."""
    claimed = [proposal.quantity, proposal.date, proposal.person, proposal.unchanged]
    for change in proposal.changes:
        claimed += [change.scope, change.amount, change.month, change.direction]
    mail = flat(context.text)
    return tuple(words for words in claimed if words and flat(words) not in mail)


def weigh(own: Reading, modelled: Reading) -> Reading:
    """The built-in reading, doubted where the model reads the mail otherwise.

    No value comes from the model alone: what it read is only told to the person who looks.
    """
    heard = replace(own, provenance=modelled.provenance)
    if own.intent is AnswerIntent.SUSPICIOUS or _said(own) == _said(modelled):
        return heard
    other = modelled.intent.value.replace("_", " ")
    told = f"a model reads it otherwise ({other})"
    whys = [told] if own.verdict is Verdict.ACCEPT else [own.why, told]
    return replace(
        heard,
        verdict=Verdict.PERSON,
        why="; ".join(whys),
        scores={part: score * _DOUBTED for part, score in own.scores.items()},
    )


def _said(reading: Reading) -> tuple[object, ...]:
    """What a commitment consists of. Whom an absence names binds nobody."""
    to = reading.person_key if reading.intent is AnswerIntent.DELEGATES else None
    return (
        reading.intent,
        reading.quantity,
        reading.when,
        to,
        reading.unchanged,
        frozenset((c.scope, c.month, c.kind, c.amount) for c in reading.changes),
    )
