"""Parts of an answer one at a time: a day of return, a person, a reference, a reason."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from agents.replies.contacts import stranger_in
from agents.replies.facts import Facts
from agents.replies.moment import Moment
from agents.replies.references import digits_of
from agents.replies.signs import ABSENT, BECAUSE, HANDS_OVER
from agents.replies.values import Ask

_BACK = re.compile(
    r"(?<!nicht )(?<!not )(?<!no )(?<!pas )(?<!full )\b(?:back|return\w*|again|zurue?ck|wieder|melde mich|antworte|erreichbar|vuelvo|regres\w+|reincorpor\w+|vuelta|responder\w*|de retour|retour|reprends|rentr\w+|repondr\w+|disponible|available|answer|respond|reply)\b"
)
_FROM = re.compile(
    r"(?:^|\b(?:from|on|as of|starting|ab|am|dem|den|a partir del?|desde|el|des|le|du|a compter du))\W*(?:the|dem|den|el|le|lunes|monday|montag|lundi)?\W*$"
)
_UNTIL = re.compile(
    r"\b(?:until|till|through|to|bis|hasta|jusqu'?(?:a|au)?|thru)\b[^.\d]{0,25}$|\b(?:al|au|to)\W*(?:\w+\W*)?$|[-–]\s*$"
)
_TODAY = {"today", "heute", "hoy", "aujourd'hui"}
_LONGEST_REASON = 160


@dataclass(slots=True, kw_only=True)
class Fields:
    """Values of an answer, and every doubt about them in plain words."""

    quantity: Decimal | None = None
    unit: str | None = None
    when: str | None = None
    rest_when: str | None = None
    delegate: str | None = None
    reference: str | None = None
    reason: str | None = None
    doubts: list[str] = field(default_factory=list)


def return_of(found: Fields, facts: Facts) -> None:
    """The day of coming back, else the last day away."""
    if not facts.moments:
        return
    back = [m for m in facts.moments if _comes_back(facts, m)]
    away = [m for m in facts.moments if m.text.lower() not in _TODAY]
    if not back and not away:
        return
    chosen = max(back or away, key=lambda moment: moment.last)
    found.when = chosen.value
    if chosen.doubtful:
        found.doubts.append(f"“{chosen.text}” can mean two days")


def _comes_back(facts: Facts, moment: Moment) -> bool:
    """Whether the day is that of "back on", "returning", "ab … wieder da", with no other between."""
    home = facts.sentence_at(moment.start)
    start, end = (home.start, home.end) if home else (0, len(facts.text))
    start = max([start, *(m.end for m in facts.moments if m.end <= moment.start)])
    end = min([end, *(m.start for m in facts.moments if m.start >= moment.end)])
    ahead = facts.low[start : moment.start]
    return bool(_BACK.search(ahead) and not _UNTIL.search(ahead)) or bool(
        _BACK.search(facts.low[moment.end : end])
        and _FROM.search(ahead)
        and not ABSENT.search(ahead)
    )


def delegate_of(found: Fields, ask: Ask, facts: Facts, *, needed: bool) -> None:
    handing = [
        p
        for p in facts.people
        if (home := facts.sentence_at(p.start)) and (HANDS_OVER.search(home.low) or not needed)
    ]
    named = handing or list(facts.people)
    keys = {who.name for p in named for who in p.who if _differs(who.name, ask.owner)}
    certain = [p for p in named if len(p.who) == 1]
    if certain and len({p.who[0].name for p in certain}) == 1:
        found.delegate = certain[0].who[0].name
    elif keys:
        found.delegate = certain[0].who[0].name if certain else None
        found.doubts.append("it names several people")
    else:
        found.delegate = stranger_in(facts.text) or None
        if needed:
            found.doubts.append("it names nobody of the directory")
        elif found.delegate:
            found.doubts.append("it names somebody outside the directory")


def _differs(name: str, owner: str) -> bool:
    return not owner or name.casefold() != owner.casefold()


def reference_of(found: Fields, ask: Ask, facts: Facts) -> None:
    """The order or ticket a mail names, in the ask's own spelling where it is the asked one."""
    known = {digits_of(reference): reference for reference in ask.references}
    names = list(dict.fromkeys(known.get(digits_of(r.text), r.text) for r in facts.references))
    if len(names) > 1:
        others = [name for name in names if name not in ask.references]
        names = others or names
        found.doubts.append("it names several references")
    found.reference = names[0] if names else None


def reason_of(facts: Facts) -> str | None:
    """The sender's own words behind "because"."""
    because = BECAUSE.search(facts.low)
    if not because:
        return None
    home = facts.sentence_at(because.start())
    end = home.end if home else len(facts.text)
    return facts.text[because.end() : end].strip(" .,!;\n")[:_LONGEST_REASON] or None
