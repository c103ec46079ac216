"""Signing in, confirming who it is, and joining."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    person_id: str
    name: str
    role: str
    title: str
    waits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInView:
    company: str
    people: tuple[DemoPerson, ...]
    development: bool
    next_path: str
    passkeys: bool
    """Whether anybody has made one."""
    provider: str
    """What the company's own sign-in is called; empty without one."""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUpView:
    """Signing in again as oneself, on the way to an answer."""

    path: str
    action: str
    question: str
    message: str
    person_id: str
    name: str
    title: str
    development: bool
    passkeys: bool
    """Whether they have one to confirm it with."""
    provider: str
    """Where they can confirm it instead; empty where they can't."""
    refused: str
    """Why the last try wasn't taken."""
    filled: tuple[tuple[str, str], ...]
    """What was filled in, to be carried back to the confirm step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinView:
    """The page of an invitation."""

    path: str
    name: str
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingView:
    """On the way to the company's own sign-in."""

    address: str
    name: str
