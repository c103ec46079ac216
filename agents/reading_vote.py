"""Two readers on one mail: what a model may add to the built-in reading, and what it may not."""

from dataclasses import replace

from agents.reading_values import Intent, Proposal, Reading, ReplyContext, Verdict
from agents.verifier import flat

_COMMITS = {
    Intent.PROVIDES_VALUE,
    Intent.CONFIRMS_DONE,
    Intent.PARTIAL,
    Intent.PROPOSES_DATE,
    Intent.DELEGATES,
}


def invented(context: ReplyContext, proposal: Proposal) -> tuple[str, ...]:
    """Words a provider claims to have copied that don't stand in the mail."""
    claimed = [proposal.quantity, proposal.date, proposal.person, proposal.unchanged]
    for change in proposal.changes:
        claimed += [change.scope, change.amount, change.month, change.direction]
    mail = flat(context.text)
    return tuple(words for words in claimed if words and flat(words) not in mail)


def weigh(own: Reading, modelled: Reading) -> Reading:
    """The built-in and a model's reading as one: a commitment stands only when both read it.

    A model alone may recognise what commits nobody (a question, an absence, a refusal); whatever
    else it alone read is only a suggestion to the person who looks.
    """
    if own.intent is Intent.SUSPICIOUS:
        return own
    if _said(own) == _said(modelled):
        doubted = replace(own, provenance=modelled.provenance)
        return doubted if own.verdict is Verdict.PERSON else modelled
    if own.intent is Intent.UNRELATED and modelled.intent not in _COMMITS:
        return modelled
    why = "only the model reads it so" if own.intent is Intent.UNRELATED else "two readers disagree"
    return replace(modelled, verdict=Verdict.PERSON, why=why)


def _said(reading: Reading) -> tuple[object, ...]:
    return (
        reading.intent,
        reading.quantity,
        reading.date,
        reading.person_key,
        reading.unchanged,
        frozenset((c.scope, c.month, c.kind, c.amount) for c in reading.changes),
    )
