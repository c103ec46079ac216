"""A forecast told in words: last month's numbers, and the changes to them.

A change is bound to its product and month by the rules alone, so the words it may be told in are
few: one that wasn't understood, and a person reads it.
"""

from agents.reading_changes import Found, changes_in, scopes_in
from agents.reading_dates import days_in
from agents.reading_lexicon import BUT, DOWN, UNCHANGED, UP
from agents.reading_numbers import is_range, numbers_in
from agents.reading_suspicion import visible
from agents.reading_values import Proposal, ReplyContext
from agents.reading_vocabulary import unknown_words
from agents.replies.facts import Facts
from agents.replies.signs import ABSENT, CONFIRMS, HEDGES, REFUSES, folded
from agents.replies.values import AnswerIntent

_FIRM, _WEAK = 0.9, 0.5
_LONGEST = 2_500
_SPEAKS_OF = {REFUSES: "it also refuses something", ABSENT: "it speaks of an absence"}


def forecast_said(context: ReplyContext, facts: Facts) -> Proposal | None:
    """The base a mail keeps and the changes to it; None where it speaks of neither."""
    kept = UNCHANGED.search(facts.text)
    unchanged = kept.group() if kept else ""
    # "everything as before" must not read as a product
    text = facts.text.replace(unchanged, " " * len(unchanged)) if unchanged else facts.text
    found = changes_in(text, context.scopes, context.now.date(), facts.language)
    if not found.changes and not unchanged:
        return None
    doubts = (*found.doubts, *_doubts(context, facts, text, found, base=bool(unchanged)))
    return Proposal(
        intent=AnswerIntent.PROVIDES_VALUE,
        score=_WEAK if doubts else _FIRM,
        unchanged=unchanged,
        changes=found.changes,
        doubts=doubts,
    )


def _doubts(
    context: ReplyContext, facts: Facts, text: str, found: Found, *, base: bool
) -> list[str]:
    rest = folded(text)
    doubts: list[str] = []
    hedge = HEDGES.search(rest)
    if hedge:
        doubts.append(f"“{hedge.group().strip()}” leaves it open")
    if "?" in facts.text or any(sentence.asks for sentence in facts.sentences):
        doubts.append("it also asks something")
    days = [(day.start, day.end) for day in days_in(facts.text, context.now.date())]
    found_numbers = numbers_in(facts.text, facts.language, outside=days)
    numbers = [number for number in found_numbers if not number.percent]
    if is_range(facts.text, numbers):
        doubts.append("it gives a range")
    doubts += [why for sign, why in _SPEAKS_OF.items() if sign.search(rest)]
    if len(visible(context.text)) > _LONGEST:
        doubts.append("it is longer than we read")
    if not base and any("%" in change.amount for change in found.changes):
        doubts.append("it does not say what the changes start from")
    return doubts + _unexplained(context, facts)


def _unexplained(context: ReplyContext, facts: Facts) -> list[str]:
    """A word that neither was understood nor is plain: the mail may say more than we read."""
    text = facts.text
    spans = [(day.start, day.end) for day in days_in(text, context.now.date())]
    spans += [(number.start, number.end) for number in numbers_in(text, facts.language)]
    spans += [(named.start, named.end) for named in facts.people]
    spans += [(mention.start, mention.end) for mention in scopes_in(text, context.scopes)]
    spans += [m.span() for sign in (UNCHANGED, UP, DOWN, BUT) for m in sign.finditer(text)]
    spans += [match.span() for match in CONFIRMS.finditer(facts.low)]
    unknown = unknown_words(text, spans, (*context.names, context.unit))
    return [f"“{unknown[0]}” is not a word we are sure of"] if unknown else []
