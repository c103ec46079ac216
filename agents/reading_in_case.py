"""A reply to a case, read by the built-in voices: no key, no network."""

import time
from dataclasses import replace

from agents.reading_values import Asked, Provenance, Reading, ReplyContext, Span
from agents.replies.attacks import attacks_in
from agents.replies.background import facts_of
from agents.replies.case import ask_of_case, day_meant, mail_of_case
from agents.replies.case_doubts import doubts_in_case
from agents.replies.facts import Facts
from agents.replies.field_values import Fields
from agents.replies.forecast import forecast_said
from agents.replies.moment import Moment
from agents.replies.promises import promised_day
from agents.replies.reader import judged
from agents.replies.values import Answer, AnswerIntent
from agents.replies.voice import second_voice
from agents.verifier import reading_of, settle

NAME = "built-in"
_SURE = 0.9


def read_in_case(context: ReplyContext) -> Reading:
    """What a reply says; never raises for what a mail contains."""
    started = time.perf_counter()
    ask, mail = ask_of_case(context), mail_of_case(context)
    facts = facts_of(ask, mail)
    said = forecast_said(context, facts) if context.asked is Asked.FORECAST else None
    day = promised_day(facts) if context.asked is not Asked.FORECAST else None
    if said is not None:
        reading = settle(context, said, Provenance(provider=NAME))
    elif day is not None and not attacks_in(mail):
        reading = _promised(context, facts, day)
    else:
        reading = _heard(context, facts, judged(ask, mail, facts, second_voice(facts)))
    taken = time.perf_counter() - started
    return replace(reading, provenance=Provenance(provider=NAME, latency_s=taken))


def _heard(context: ReplyContext, facts: Facts, answer: Answer) -> Reading:
    fields = Fields(
        quantity=answer.quantity,
        when=answer.when,
        rest_when=answer.rest_when,
        delegate=answer.delegate,
    )
    also = doubts_in_case(answer.intent, context, facts, fields)
    whole = replace(answer, doubts=(*answer.doubts, *also))
    return reading_of(context, whole, Provenance(provider=NAME), spans=_spans(facts, answer))


def _promised(context: ReplyContext, facts: Facts, day: Moment) -> Reading:
    """Not then, but on another day. A week that is promised ends on its Friday."""
    answer = Answer(intent=AnswerIntent.DECLINES, confidence=_SURE, when=day.value)
    reading = _heard(context, facts, answer)
    return replace(reading, date=day_meant(day.value, AnswerIntent.CONFIRMS_DONE))


def _spans(facts: Facts, answer: Answer) -> tuple[Span, ...]:
    """The words each value was computed from."""
    found = [
        Span(part="quantity", text=a.text) for a in facts.amounts if a.value == answer.quantity
    ]
    for part, when in (("date", answer.when), ("rest", answer.rest_when)):
        found += [Span(part=part, text=m.text) for m in facts.moments if m.value == when]
    found += [
        Span(part="person", text=named.text)
        for named in facts.people
        if answer.delegate in {who.name for who in named.who}
    ]
    return tuple(found)
