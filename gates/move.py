"""What somebody may do in a request besides answering it, under the same name on every channel."""

from enum import StrEnum
from types import MappingProxyType


class Move(StrEnum):
    CHANGE = "change"
    DELEGATE = "delegate"
    ADD = "add"
    TAKE_BACK = "take_back"
    COMMENT = "comment"
    ASK = "ask"
    SNOOZE = "snooze"
    WAKE = "wake"
    WITHDRAW = "withdraw"
    CLAIM = "claim"
    RELEASE = "release"


NOUNS = MappingProxyType(
    {
        Move.CHANGE: "changes",
        Move.DELEGATE: "delegations",
        Move.ADD: "approvers",
        Move.TAKE_BACK: "approvers/taken-back",
        Move.COMMENT: "comments",
        Move.ASK: "questions",
        Move.SNOOZE: "snoozes",
        Move.WAKE: "snoozes/ended",
        Move.WITHDRAW: "withdrawals",
        Move.CLAIM: "claims",
        Move.RELEASE: "claims/ended",
    }
)
"""What a POST makes one of, below the request, on its page and by the API."""
NOT_BY_MAIL = MappingProxyType(
    {
        Move.CHANGE: "Its values are looked at, recomputed and seen before they are signed.",
    }
)
"""Moves no mail makes, and why."""
