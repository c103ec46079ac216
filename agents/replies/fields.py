"""The values of an answer once its intent is known: words are copied, code computes."""

import itertools
import re
from decimal import Decimal

from agents.replies.amounts import Amount
from agents.replies.facts import Facts
from agents.replies.field_values import (
    Fields,
    delegate_of,
    reason_of,
    reference_of,
    return_of,
)
from agents.replies.moment import Moment
from agents.replies.signs import NEGATES, REST
from agents.replies.units import same_unit
from agents.replies.values import AnswerIntent as Is
from agents.replies.values import Ask

EARLIEST_BEFORE = re.compile(
    r"\b(?:(?:not|nicht|no|pas|nothing|unable|unmoe?glich|cannot|can'?t|won'?t)\b[^.;\n]{0,40}\b(?:before|until|till|vor|bis|antes|hasta|avant)|(?:earliest|first possible date|erste[rn]? termin|frue?hest\w+|au plus tot|premiere date|primera fecha|como pronto|lo (?:mas pronto|antes) (?:que|posible))\b[^.;\n]{0,30}|erst|as of|starting|ab|vor|avant|antes|before|a partir|au plus tot|como pronto|mas pronto posible|antes posible)\b\W*(?:(?:is|would|be|date|possible|in|on|am|im|ist|wa?e?re|en|es|seria|est|serait|del?|d[eu]|the|der|dem|den|el|la|le)\W+){0,4}$"
)
_NOT_UNTIL = re.compile(
    r"\b(?:until|till|hasta|bis|jusqu'?(?:a|au)?)\W*(?:(?:the|el|le|zum|am)\W+)?$"
)
_SAID_TODAY = {"today", "heute", "hoy", "aujourd'hui"}
_BEFORE = {"yesterday", "gestern", "ayer", "hier"}
"""When something was written down, where the ask itself says what for."""
_DEPARTURE = re.compile(
    r"\b(?:leav(?:e|es|ing)|ex[- ]works|produc\w+|pick(?:ed)?[- ]?up|loading|verladung|produzier\w+|abholung|salida|cargamos|chargement|depart)\b"
)


def fields_of(intent: Is, ask: Ask, facts: Facts) -> Fields:
    """What an answer with this intent says."""
    found = Fields()
    if intent in {Is.PROVIDES_VALUE, Is.CONFIRMS_DONE, Is.PARTIAL}:
        _quantity_and_days(found, intent, ask, facts)
        reference_of(found, ask, facts)
    elif intent is Is.DECLINES:
        _one_moment(found, offered(facts), facts)
        reference_of(found, ask, facts)
    elif intent is Is.OUT_OF_OFFICE:
        return_of(found, facts)
        delegate_of(found, ask, facts, needed=False)
    elif intent is Is.DELEGATES:
        delegate_of(found, ask, facts, needed=True)
        reference_of(found, ask, facts)
    if intent in {Is.DECLINES, Is.PARTIAL}:
        found.reason = reason_of(facts)
    return found


def _quantity_and_days(found: Fields, intent: Is, ask: Ask, facts: Facts) -> None:
    amounts = facts.stated
    rest = rest_pieces(facts)
    now = [a for a in amounts if facts.piece_at(a.start) not in rest] or list(amounts)
    later = [a for a in amounts if a not in now]
    moments = _stated(facts)
    split = intent is Is.PARTIAL and _adds_up(now, ask)
    chosen = now[0] if split else _primary(found, now, ask)
    if intent is Is.CONFIRMS_DONE:
        told = _SAID_TODAY | (_BEFORE if ask.text else set())
        moments = [m for m in moments if m.text.lower() not in told]
    if intent is not Is.PARTIAL or chosen is None:
        _one_moment(found, moments, facts, near=chosen)
        _set_quantity(found, chosen, ask)
        if intent is Is.PARTIAL:
            _fraction(found, facts, ask)
            rests = [m for m in moments if facts.piece_at(m.start) in rest]
            if rests:
                _split_days(found, moments, rest, None, [], facts)
        return
    if ask.planned is not None and chosen.value == ask.planned and len(now) > 1:
        chosen = next((a for a in now if a.value != ask.planned), chosen)
    others = [a for a in now if a is not chosen and a.value != ask.planned]
    if others and not later:
        later = [others[0]]
    _set_quantity(found, chosen, ask)
    _split_days(found, moments, rest, chosen, later, facts)
    if len({a.value for a in others} | {a.value for a in later}) > 1:
        found.doubts.append("it holds several numbers")


def _adds_up(amounts: list[Amount], ask: Ask) -> bool:
    """Two parts that make the whole: "4,000 on Monday, 8,000 on Thursday"."""
    two = len(amounts) == 2  # noqa: PLR2004
    return two and ask.planned is not None and sum(a.value for a in amounts) == ask.planned


def _stated(facts: Facts) -> list[Moment]:
    return [m for m in facts.moments if not facts.is_asked(m.start)]


def offered(facts: Facts) -> list[Moment]:
    """Days a refusal offers in their place: "not before week 34", "earliest 3 August"."""
    return [m for m in _stated(facts) if EARLIEST_BEFORE.search(facts.low[: m.start])] or [
        m
        for m in _stated(facts)
        if _NOT_UNTIL.search(facts.low[: m.start]) and NEGATES.search(facts.low[m.end :])
    ]


def rest_pieces(facts: Facts) -> set[tuple[int, int]]:
    """Stretches that speak of what comes later; a day right behind such a stretch is its day."""
    pieces = [p for p in facts.pieces if facts.low[p[0] : p[1]].strip(" ,.;\n()-–")]
    rest = {p for p in pieces if REST.search(facts.low, p[0], p[1])}
    for before, after in itertools.pairwise(pieces):
        holds = [m for m in facts.moments if before[0] <= m.start < before[1]]
        counts = [a for a in facts.amounts if after[0] <= a.start < after[1] and not a.left_out]
        if before in rest and not holds and not counts:
            rest.add(after)
    return rest


def _primary(found: Fields, amounts: list[Amount], ask: Ask) -> Amount | None:
    """The amount that answers: in the asked unit, else without one, else in another."""
    if not amounts:
        return None
    same = [a for a in amounts if a.unit and ask.unit and same_unit(a.unit, ask.unit)]
    bare = [a for a in amounts if not a.unit]
    if not ask.unit:
        same = [a for a in amounts if a.unit]
    chosen = same or bare or amounts
    if len({a.value for a in chosen}) > 1:
        found.doubts.append("it holds several numbers")
    if same and any(a.value not in {s.value for s in same} | {ask.planned} for a in bare):
        found.doubts.append("it holds several numbers")
    if not same and not bare:
        found.doubts.append("it counts in another unit than was asked")
    if any(amount.ranged for amount in chosen):
        found.doubts.append("it gives a range")
        return None
    other = [a for a in chosen if a.value != ask.planned]
    if len(chosen) > 1 and other and ask.planned is not None and chosen[0].value == ask.planned:
        return other[0]
    return chosen[0]


def _set_quantity(found: Fields, chosen: Amount | None, ask: Ask) -> None:
    if chosen is None:
        return
    found.quantity = (
        chosen.value.normalize() if chosen.value % 1 else chosen.value.quantize(Decimal(1))
    )
    same = not chosen.unit or (ask.unit and same_unit(chosen.unit, ask.unit))
    found.unit = (ask.unit or chosen.unit or None) if same else chosen.unit


def _fraction(found: Fields, facts: Facts, ask: Ask) -> None:
    """Half of the plan, or so many per cent of it, as a number."""
    found.doubts.append("it gives no number of its own")
    if ask.planned is None:
        return
    percents = [a for a in facts.amounts if a.percent and not a.left_out]
    if re.search(r"\b(?:half|hae?lfte|mitad|moitie)\b", facts.low):
        found.quantity = ask.planned / 2
    elif len(percents) == 1:
        found.quantity = ask.planned * percents[0].value / 100
    if found.quantity is not None:
        found.quantity = (
            found.quantity.quantize(Decimal(1)) if found.quantity % 1 == 0 else found.quantity
        )
        found.unit = ask.unit or None


def _split_days(
    found: Fields,
    moments: list[Moment],
    rest: set[tuple[int, int]],
    chosen: Amount | None,
    later: list[Amount],
    facts: Facts,
) -> None:
    """The day of the first part and the day of the rest."""
    rests = [m for m in moments if facts.piece_at(m.start) in rest]
    firsts = [m for m in moments if m not in rests]
    if not rests and later and len(moments) > 1:
        leads = [m for m in moments if chosen is not None and m.start < chosen.start]
        after = [m for m in moments if chosen is not None and m.start > chosen.start]
        behind = [m for m in moments if m.start > later[0].start] or (after if leads else [])
        ahead = [m for m in moments if m.start < later[0].start]
        between = [m for m in ahead if chosen is not None and m.start > chosen.start]
        rests = behind if between or not ahead else ahead[1:]
        firsts = [m for m in moments if m not in rests]
    _take(found, "when", firsts)
    _take(found, "rest_when", rests)


def _take(found: Fields, name: str, moments: list[Moment]) -> None:
    if not moments:
        return
    if len({m.value for m in moments}) > 1:
        found.doubts.append("it names several dates")
    if moments[0].doubtful:
        found.doubts.append(f"“{moments[0].text}” can mean two days")
    setattr(found, name, moments[0].value)


def _one_moment(
    found: Fields, moments: list[Moment], facts: Facts, near: Amount | None = None
) -> None:
    """The one day a mail names; of several the one in the sentence of the quantity."""
    if near is not None and len({m.value for m in moments}) > 1:
        home = facts.sentence_at(near.start)
        at_home = [m for m in moments if home and home.start <= m.start < home.end]
        if len({m.value for m in at_home}) == 1:
            found.doubts.append("it names several dates")
            moments = at_home
    arriving = [
        m for m in moments if not _DEPARTURE.search(facts.low[slice(*facts.piece_at(m.start))])
    ]
    if arriving and len(arriving) < len(moments):
        found.doubts.append("it names several dates")
        moments = arriving
    _take(found, "when", moments)
