"""How well letters were worded: M7."""

import re
from collections.abc import Iterator

from agents.wording import DraftRequest, shipped_text, slots_in
from agents.wording_checks import promises_or_links
from evals.players.played import Played, share
from evals.players.player import Letter

_NUMBER = re.compile(r"\d[\d.,:]*")


def grounded(played: Played) -> float:
    """Letters in which every number stands in a fact; one that doesn't fails the letter."""
    return share([not [*_ungrounded(asked, one)] for asked, one in played.letters])


def _ungrounded(asked: DraftRequest, letter: Letter) -> Iterator[str]:
    known = {n.strip(".,:") for fact in asked.facts.values() for n in _NUMBER.findall(fact)}
    for number in _NUMBER.findall(letter.text):
        if number.strip(".,:") not in known:
            yield number


def complete(played: Played) -> float:
    """Letters that say every fact they are for."""
    return share(
        [all(asked.facts[slot] in one.text for slot in slots_in(shipped_text(asked)))
         for asked, one in played.letters]
    )  # fmt: skip


def well_addressed(played: Played) -> float:
    return share([one.to == asked.to_name for asked, one in played.letters])


def harmless(played: Played) -> float:
    """Letters without a link, an address, a promise or a decision of their own."""
    return share(
        [not promises_or_links(one.text, tuple(asked.facts.values()))
         for asked, one in played.letters]
    )  # fmt: skip
