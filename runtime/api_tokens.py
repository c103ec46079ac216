"""What programs read with: made by a person, for some of what they may read, for a while."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from sqlalchemy.orm import Session

from gates.access import SCOPES, Part, Scope, scopes_of
from gates.canonical import Json
from gates.chain import Channel
from gates.errors import Refusal
from gates.people import Role, person
from gates.tiers import Assurance
from runtime.office import Office
from runtime.own_passkeys import ProveFirst
from runtime.signing_in import SignedIn, assurance_of, digest, looking
from store import api_tokens, ledger
from store.ledger import Occasion
from store.tables.accounts import ApiTokenRow

PREFIX = "sopwith_"
"""So that scanners for leaked secrets recognise one."""
LONGEST_DAYS = 366
NAME_MAX_CHARS = 60


class TokenUnclear(Refusal):
    """Say what the token is for, what it may read, and for how many days (up to 366)."""


class NoSuchToken(Refusal):
    """There is no such token of yours. Nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A program at work: for whom, and what it may read of theirs."""

    person: SignedIn
    token_id: int
    scopes: frozenset[Scope]


def may_give(who: SignedIn) -> frozenset[Scope]:
    """What a token of theirs can be given: never more than they have, and never to act."""
    return SCOPES[Part.SERVICE] & scopes_of(Role(who.role))


def make(office: Office, who: SignedIn, name: str, scopes: Iterable[Scope], days: int) -> str:
    """The token, which is told this once. Raises ProveFirst, or TokenUnclear."""
    given, said = frozenset(scopes), name.strip()[:NAME_MAX_CHARS]
    _must_be_sure(office, who)
    if not said or not given or not given <= may_give(who) or not 0 < days <= LONGEST_DAYS:
        raise TokenUnclear
    token, at = f"{PREFIX}{token_urlsafe(32)}", office.now()
    with office.sessions(who.company_id) as session:
        session.add(
            ApiTokenRow(
                company_id=who.company_id,
                person_id=who.person_id,
                token_sha256=digest(token),
                name=said,
                scopes=sorted(given),
                made_at=at,
                expires_at=at + timedelta(days=days),
            )
        )
        _tell(session, office, who, "token_made", {"name": said, "scopes": [*sorted(given)]})
    return token


def end(office: Office, who: SignedIn, token_id: int) -> None:
    with office.sessions(who.company_id) as session:
        row = api_tokens.end(session, who.person_id, token_id, at=office.now())
        if row is None:
            raise NoSuchToken
        _tell(session, office, who, "token_ended", {"name": row.name})


def reader_of(office: Office, token: str) -> Reader | None:
    """Who reads with it, by what they may read now: a role that shrank shrinks its tokens."""
    if not token.startswith(PREFIX):
        return None
    at = office.now()
    with office.unfenced() as session:
        found = api_tokens.holder(session, digest(token), at=at)
        if found is None:
            return None
        row, owner = found
        who = looking(owner, row.made_at)
        given = frozenset(Scope(one) for one in row.scopes) & may_give(who)
        return Reader(person=who, token_id=row.id, scopes=given)


def _must_be_sure(office: Office, who: SignedIn) -> None:
    if assurance_of(office, who) is not Assurance.STEPPED_UP:
        raise ProveFirst


def _tell(
    session: Session, office: Office, who: SignedIn, kind: str, facts: dict[str, Json]
) -> None:
    ledger.append(
        session,
        Occasion(company_id=who.company_id, channel=Channel.WEB, case_id=None, brief_sha256=None),
        at=office.now(),
        kind=kind,
        actor=person(who.person_key, Role(who.role)),
        subject=f"person:{who.person_key}",
        facts=facts,
    )
