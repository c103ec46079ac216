"""A question about a brief, answered from what stands in it: facts are chosen, nothing is made up.

Words are compared by how they begin, and a rare word says more than one that stands everywhere.
Where too little of a question is met, nothing is answered and a person has to be asked.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 4
MET = 0.5
"""How much of what a question asks has to stand in what is said to it."""
CLOSE = 0.6
"""How near to the best a fact has to be to be said beside it."""
STEM = 4
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SMALL = frozenset(
    _WORD.findall(
        """a about an and are as at be by can could did do does for from give has have how i if in
        into is it its me mean means my of on or our please so tell that the their them then there
        these they this to was we were what which will with would you your
        aber als am an auf aus bei bin bitte das dass dem den der des die diese dieser ein eine
        einen es für hat haben ich ihr im in ist kann können man mir mit nach oder sein sich sie
        sind und uns unser von vor was welche welcher werden wie wir wird zu zum zur über"""
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that can be said, with where it stands."""

    says: str
    source: str
    href: str
    about: str = ""
    """Words it is asked for by, beside its own."""
    key: str = ""
    """Of a number that can be taken apart."""


def words_of(text: str) -> list[str]:
    """What a text is about, in the order of its words.

    >>> words_of("What does “Build early” cost in overtime?")
    ['build', 'early', 'cost', 'overtime']
    """
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]


def alike(one: str, other: str) -> bool:
    """The same word, or one that begins as the other does.

    >>> alike("costs", "cost"), alike("margin", "margins"), alike("stock", "stop"), alike("6", "60")
    (True, True, False, False)
    """
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= STEM and long.startswith(short))


def answered(question: str, facts: Sequence[Fact], *, most: int = MOST) -> tuple[Fact, ...]:
    """The facts that answer it, the best first; none where they don't."""
    asked = list(dict.fromkeys(words_of(question)))
    if not asked:
        return ()
    told = [words_of(f"{fact.says} {fact.about}") for fact in facts]
    met = [{word for word in asked if any(alike(word, said) for said in one)} for one in told]
    often = Counter(word for words in met for word in words)
    scores = [sum(1 / often[word] for word in words) for words in met]
    best = max(scores, default=0.0)
    if not best:
        return ()
    order = sorted(range(len(facts)), key=lambda at: (-scores[at], at))
    chosen = [at for at in order if scores[at] >= CLOSE * best][:most]
    covered = set[str]().union(*(met[at] for at in chosen))
    return tuple(facts[at] for at in chosen) if len(covered) >= MET * len(asked) else ()
