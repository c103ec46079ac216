"""What is being computed, and how far it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingView:
    says: str
    done: int
    out_of: int
    counted: str
    """"3 of 5"; empty where there is nothing to count."""
    at: str
