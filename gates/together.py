"""Answering several requests at once: one gate, one answer, little at stake, all or nothing."""

from collections.abc import Collection, Sequence

from gates import errors
from gates.brief import Brief, Option
from gates.deciding import Ballot
from gates.gate import Gate

TOGETHER_MAX = 50


def check_together(gates: Collection[str], gate: Gate, ballots: Sequence[Ballot]) -> None:
    """Refuse what may not be answered in one go; each ballot is still decided by itself."""
    if len(ballots) > TOGETHER_MAX:
        raise errors.TooManyTogether
    if len(set(gates)) > 1:
        raise errors.SeveralGates
    if not gate.policy.together:
        raise errors.NotTogether
    if len({(ballot.verb, ballot.choice) for ballot in ballots}) > 1:
        raise errors.SeveralAnswers


def shared_options(briefs: Sequence[Brief]) -> tuple[Option, ...]:
    """The options that all of them offer, by key and by name, as the first one tells them."""
    if not briefs:
        return ()
    first, *others = briefs
    return tuple(
        option
        for option in first.options
        if all(_offers(brief, option.key, option.name) for brief in others)
    )


def _offers(brief: Brief, key: str, name: str) -> bool:
    return any((option.key, option.name) == (key, name) for option in brief.options)
