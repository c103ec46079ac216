"""The checks of the record: the signing key, the signed heads, and their copies outside."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gates.history import contradiction
from runtime.doctor import Finding, ill, well
from runtime.heads_folder import folder_of, heads_file, kept_outside
from runtime.settings import Settings
from runtime.signing_key import SigningKeyMissing, SigningKeyUnreadable, key_file, signing_key
from store import health, ledger, people, signed_heads
from store.reading_ledger import first_after
from store.tables.people import CompanyRow

OPEN_TO_OTHERS = 0o077
TURNS_LATE = 3
"""A head is late when this many turns passed without one."""


def of_signing_key(settings: Settings) -> Iterator[Finding]:
    path = key_file(settings)
    remedy = "openssl genpkey -algorithm ed25519 -out FILE, and set SOPWITH_SIGNING_KEY to it"
    if settings.signing_key is None and settings.environment == "production":
        yield ill("signing key", str(SigningKeyMissing.__doc__), remedy)
        return
    if settings.signing_key is None and not path.exists():
        yield well("signing key", f"none yet; the first worker makes {path}")
        return
    try:
        signing_key(settings)
    except SigningKeyUnreadable as problem:
        yield ill("signing key", f"can't be read: {problem}", remedy)
        return
    if path.stat().st_mode & OPEN_TO_OTHERS:
        yield ill("signing key", f"{path} is open to others", f"chmod 600 {path}")
    else:
        yield well("signing key", str(path))


def of_heads(session: Session, settings: Settings, at: datetime) -> Iterator[Finding]:
    """Whether every ledger still goes through its signed heads, and they are kept outside."""
    for company in people.companies(session):
        name = f"signed heads of {company.slug}"
        yield _trouble(session, settings, company, name) or _of_age(
            session, settings, company, name, at
        )


def _trouble(
    session: Session, settings: Settings, company: CompanyRow, name: str
) -> Finding | None:
    path = heads_file(settings, company.slug)
    known = signed_heads.known(session, company.id)
    try:
        outside = kept_outside(settings, company.slug)
    except (OSError, ValueError) as problem:
        return ill(name, f"{path} can't be read: {problem}", f"put back a copy of {path.name}")
    if said := contradiction(ledger.hashes(session, company.id), (*known, *outside)):
        remedy = "keep the database and that file as they are, and find out who changed history"
        return ill(name, f"{said}; the heads are in {path}", remedy)
    if missing := len({head.note for head in known} - {head.note for head in outside}):
        remedy = f"make room in {folder_of(settings)} and let the worker write there"
        return ill(name, f"{missing} not in {path}", remedy)
    return None


def _of_age(
    session: Session, settings: Settings, company: CompanyRow, name: str, at: datetime
) -> Finding:
    """A worker at work that signs nothing is no good sign; without one, nothing is due."""
    newest = signed_heads.newest(session, company.id)
    uncovered = first_after(session, company.id, newest.seq if newest else 0)
    turn = timedelta(seconds=settings.heads_s)
    heartbeat = timedelta(seconds=settings.heartbeat_s * 3)
    late = uncovered is not None and at - uncovered > turn * TURNS_LATE
    if late and health.workers_alive(session, within=heartbeat):
        said = f"none covers the events since {uncovered:%Y-%m-%d %H:%M}, though a worker is alive"
        return ill(name, said, "read the worker's log; it says at each turn what is in the way")
    if newest is None:
        return well(name, "none yet; a worker signs the first")
    return well(name, f"the newest covers events up to {newest}")
