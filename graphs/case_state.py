"""What every case carries: ids and plain values. Everything else is read from our tables."""

from typing import TypedDict


class CaseState(TypedDict, total=False):
    company_id: int
    case_id: str
    subject_id: int
    """Of the cycle, input request or action the case is about."""
    next: str
    """Where the last look leads."""
    baseline_round: int
    """How often the baseline was put to its gate."""
    round: int
    """How often the options were drafted."""
