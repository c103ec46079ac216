"""Signing the ledger's heads on a schedule, and putting them outside the database.

Nothing here stands in a decision's way: what fails is logged, shown by `sopwith doctor` and tried
again at the next turn.
"""

import logging
from collections.abc import Sequence

from sqlalchemy.orm import Session

from gates.chain import NOTHING, Link, first_break
from gates.history import contradiction
from gates.merkle import root
from gates.signed_head import NotASignedHead, SignedHead, sign_head
from gates.signed_note import NotAVerifierKey, verifier_of
from runtime.heads_folder import kept_outside, put_outside
from runtime.office import Office
from runtime.signing_key import SigningKeyMissing, SigningKeyUnreadable, signing_key
from store import ledger, people, signed_heads
from store.tables.people import CompanyRow

log = logging.getLogger(__name__)


class HistoryContradicted(Exception):
    """The ledger isn't the one whose heads were signed; no further head is."""


PROBLEMS = (
    SigningKeyMissing,
    SigningKeyUnreadable,
    HistoryContradicted,
    NotASignedHead,
    NotAVerifierKey,
    OSError,
)


def sign_heads(office: Office) -> int:
    """Sign the head of every ledger that moved and copy it outside; says how many were signed."""
    with office.unfenced() as session:
        companies = people.companies(session)
    return sum(_signed(office, company) for company in companies)


def _signed(office: Office, company: CompanyRow) -> bool:
    try:
        return sign_head_of(office, company)
    except PROBLEMS as problem:
        log.error("%s: %s", company.slug, in_words(problem))  # noqa: TRY400 a line each turn
        return False


def in_words(problem: Exception) -> str:
    if isinstance(problem, OSError):
        return f"signed heads can't be kept outside the database: {problem}"
    return f"{' '.join((type(problem).__doc__ or '').split())} ({problem})"


def sign_head_of(office: Office, company: CompanyRow) -> bool:
    """Sign the company's head if its ledger moved; then copy outside what isn't there yet.

    Raises one of `PROBLEMS`. A head that couldn't be copied is copied by a later turn.
    """
    outside = kept_outside(office.settings, company.slug)
    with office.sessions(company.id) as session:
        new = _sign(office, session, company, outside)
        known = signed_heads.known(session, company.id)
        keys = signed_heads.verifiers(session, company.id)
    there = {head.note for head in outside}
    missing = [head for head in known if head.note not in there]
    if missing:
        put_outside(office.settings, company.slug, missing, keys)
    return new


def _sign(
    office: Office, session: Session, company: CompanyRow, outside: tuple[SignedHead, ...]
) -> bool:
    newest, end = signed_heads.newest(session, company.id), ledger.head(session, company.id)
    if _fits(newest, end) and not [head for head in outside if head.seq > end.seq]:
        return False
    known = signed_heads.known(session, company.id)
    hashes = ledger.hashes(session, company.id)  # read last: it may have grown, never shrunk
    said = _too_few(hashes, end) or contradiction(hashes, (*known, *outside))
    if said := said or _broken(session, company, newest):
        raise HistoryContradicted(said)
    key = signing_key(office.settings)
    head = sign_head(
        slug=company.slug,
        seq=len(hashes),
        root=root(bytes.fromhex(chain) for chain in hashes),
        chain=hashes[-1],
        at=office.now(),
        key=key,
    )
    signed_heads.keep(session, company.id, head, verifier_of(key, head.origin))
    return True


def _fits(newest: SignedHead | None, end: Link) -> bool:
    """Whether the chain still ends where it was signed, or has no event to sign."""
    if newest is None:
        return end.seq == 0
    return (newest.seq, newest.chain) == (end.seq, end.sha256)


def _too_few(hashes: Sequence[str], end: Link) -> str | None:
    if len(hashes) >= end.seq:
        return None
    return f"the ledger's last number is {end.seq}, and it holds {len(hashes)} events"


def _broken(session: Session, company: CompanyRow, newest: SignedHead | None) -> str | None:
    """What is wrong with the events since the newest head, which nobody has vouched for yet."""
    after = NOTHING
    if newest is not None:
        after = Link(seq=newest.seq, content=b"", sha256=newest.chain)
    links = ledger.links_after(session, company.id, after.seq)
    return first_break(links, links[-1] if links else after, after=after)
