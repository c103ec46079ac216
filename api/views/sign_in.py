"""Signing in: the demo's people in development, nothing pretended in production."""

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
