"""The one verifier behind every voice: words must stand in the mail, code computes the rest."""

from dataclasses import replace

from agents.reading_values import Proposal, Provenance, Reading, ReplyContext, Span, Verdict
from agents.replies.attacks import attacks_in
from agents.replies.background import facts_of
from agents.replies.case import ask_of_case, day_meant, keys_of, mail_of_case
from agents.replies.case_doubts import doubts_in_case
from agents.replies.doubts import doubts_about
from agents.replies.field_values import Fields
from agents.replies.units import same_unit
from agents.replies.values import FOR_A_PERSON, Answer, AnswerIntent
from agents.verifying_changes import change_of
from agents.verifying_words import Copied

_PERSON_ALWAYS = {
    AnswerIntent.SUSPICIOUS: "it looks like an attempt to steer the system",
    AnswerIntent.UNRELATED: "it does not answer what was asked",
    AnswerIntent.ASKS_QUESTION: "it asks a question",
}


def settle(context: ReplyContext, proposal: Proposal, provenance: Provenance) -> Reading:
    """A reading of copied words: computed values, and whether it stands without a person."""
    attack = attacks_in(mail_of_case(context))
    if attack or proposal.intent is AnswerIntent.SUSPICIOUS:
        why = attack or (_PERSON_ALWAYS[AnswerIntent.SUSPICIOUS],)
        answer = Answer(intent=AnswerIntent.SUSPICIOUS, confidence=proposal.score, doubts=why)
        return reading_of(context, answer, provenance)
    facts = facts_of(ask_of_case(context), mail_of_case(context))
    copied = Copied(context=context, facts=facts)
    if proposal.unchanged or proposal.changes:
        return _forecast(copied, proposal, provenance)
    fields = _fields(copied, proposal)
    answer = Answer(
        intent=proposal.intent,
        confidence=proposal.score,
        quantity=fields.quantity,
        unit=fields.unit,
        when=fields.when,
        delegate=fields.delegate,
        doubts=(*copied.why, *proposal.doubts, *_doubts(copied, proposal.intent, fields)),
    )
    return reading_of(context, answer, provenance, spans=tuple(copied.spans))


def _fields(copied: Copied, proposal: Proposal) -> Fields:
    """The values in the copied words, read by code."""
    fields = Fields()
    fields.quantity, unit = copied.quantity(proposal.quantity)
    asked = copied.context.unit
    fields.unit = (asked if not unit or same_unit(unit, asked) else unit) or None
    if fields.quantity is None:
        fields.unit = None
    fields.when = copied.moment(proposal.date)
    fields.delegate = copied.person(proposal.person)
    return fields


def _doubts(copied: Copied, intent: AnswerIntent, fields: Fields) -> list[str]:
    context, facts = copied.context, copied.facts
    found = [_PERSON_ALWAYS[intent]] if intent in FOR_A_PERSON else []
    found += doubts_about(intent, ask_of_case(context), mail_of_case(context), facts, fields)
    return found + list(doubts_in_case(intent, context, facts, fields))


def _forecast(copied: Copied, proposal: Proposal, provenance: Provenance) -> Reading:
    """Last month's numbers and the changes to them, each bound to its product and month."""
    unchanged = copied.stands("unchanged", proposal.unchanged)
    changes = tuple(
        change for words in proposal.changes if (change := change_of(copied, words)) is not None
    )
    if len({(c.scope, c.month) for c in changes}) < len(changes):
        copied.why.append("it changes the same product and month twice")
    if not unchanged and not changes:
        copied.why.append("it gives no number")
    answer = Answer(
        intent=proposal.intent,
        confidence=proposal.score,
        doubts=(
            *copied.why,
            *proposal.doubts,
            *doubts_in_case(proposal.intent, copied.context, copied.facts, Fields()),
        ),
    )
    spans = tuple(copied.spans)
    reading = reading_of(copied.context, answer, provenance, spans=spans)
    return replace(reading, unchanged=unchanged, changes=changes)


def reading_of(
    context: ReplyContext, answer: Answer, provenance: Provenance, spans: tuple[Span, ...] = ()
) -> Reading:
    """An answer as a reading of its case. Only what nothing speaks against is accepted."""
    doubts = dict.fromkeys(answer.doubts)
    keys = keys_of(answer.delegate, context.people) - {context.sender_key}
    return Reading(
        intent=answer.intent,
        verdict=Verdict.PERSON if doubts else Verdict.ACCEPT,
        why="; ".join(doubts) if doubts else "nothing speaks against it",
        quantity=answer.quantity,
        unit=answer.unit,
        when=answer.when,
        date=day_meant(answer.when, answer.intent),
        rest_when=answer.rest_when,
        person_key=keys.pop() if len(keys) == 1 else None,
        reference=answer.reference,
        reason=answer.reason,
        spans=spans,
        scores={"intent": answer.confidence},
        provenance=provenance,
    )
