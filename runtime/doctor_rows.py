"""The checks that read the database: server, migrations, cases, effects, workers, clock."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from runtime.doctor import Finding, ill, well
from runtime.migrating import MigrationState
from runtime.settings import Settings
from runtime.stranding import WHAT_TO_DO, Stranded
from store import health, troubles
from store.troubles import Trouble

OLDEST_POSTGRESQL = 14
IN_TROUBLE = {
    Trouble.FAILED: ("failed case", "correct the cause, then: sopwith case retry {}"),
    Trouble.TRIES_AGAIN: ("failing case", "it tries again by itself; the worker's log has more"),
    Trouble.LOST: ("lost case", "start sopwith serve or sopwith worker; they queue it again"),
}
UNSEEN = "it was rung and nothing is queued for it"


def of_server(session: Session) -> Iterator[Finding]:
    server = health.server(session)
    if server.version_number // 10_000 < OLDEST_POSTGRESQL:
        said = f"PostgreSQL {server.version} is too old"
        yield ill("database", said, f"use PostgreSQL {OLDEST_POSTGRESQL} or newer")
    else:
        yield well("database", f"PostgreSQL {server.version} answers")
    if server.not_durable:
        said = f"{', '.join(server.not_durable)} is off: a power cut could lose decisions"
        yield ill("durability", said, "turn it on in postgresql.conf and reload the server")
    else:
        yield well("durability", f"{', '.join(health.DURABLE)} are on")


def of_migrations(state: MigrationState) -> Iterator[Finding]:
    if state.is_newer:
        said = f"the database is at {state.found}, newer than this version ({state.wanted})"
        yield ill("migrations", said, "update Sopwith, or point it at another database")
    elif state.found is None:
        yield well("migrations", "the database is empty; the first start sets it up")
    elif not state.is_current:
        said = f"the database is at {state.found}, this version wants {state.wanted}"
        yield ill("migrations", said, "start sopwith serve; it migrates first")
    else:
        yield well("migrations", f"at {state.found}")


def of_open_cases(session: Session, stranded: Iterable[Stranded]) -> Iterator[Finding]:
    """A case can only go on where this code's graph takes it up at the pause it stands at."""
    for case in stranded:
        yield ill("cases", str(case), WHAT_TO_DO)
    counted = Counter((case.kind, case.graph_version) for case in health.open_cases(session))
    told = ", ".join(f"{count} {kind} {version}" for (kind, version), count in counted.items())
    yield well("open cases", told or "none")


def of_failures(session: Session) -> Iterator[Finding]:
    for case in troubles.troubled_cases(session):
        since = f" since {case.since:%Y-%m-%d %H:%M} UTC" if case.since else ""
        name, remedy = IN_TROUBLE[case.trouble]
        yield ill(name, f"{case.id}{since}: {case.problem or UNSEEN}", remedy.format(case.id))
    if given_up := health.failed_jobs(session):
        said = ", ".join(f"{count} of {task}" for task, count in given_up.items())
        yield ill("failed jobs", said, "read the worker's log")


def of_effects(session: Session) -> Iterator[Finding]:
    troubled = health.troubled_effects(session)
    if not troubled:
        yield well("effects", "none is stuck")
        return
    shown = [f"{row.kind} {row.key} {row.state} ({row.problem})" for row in troubled]
    said = f"{len(shown)}: {'; '.join(shown[: health.LISTED_AT_MOST])}"
    yield ill("effects", said, "ask the addressees whether it arrived, and send it by hand")


def of_workers(session: Session, settings: Settings) -> Iterator[Finding]:
    alive = health.workers_alive(session, within=timedelta(seconds=settings.heartbeat_s * 3))
    waiting = health.waiting_jobs(session)
    if alive:
        yield well("workers", f"{alive} alive, {waiting} jobs wait")
    elif waiting:
        said = f"none is alive and {waiting} jobs wait"
        yield ill("workers", said, "start sopwith serve or sopwith worker")
    else:
        yield well("workers", "none is alive, and nothing waits for one")


def of_clock(session: Session, settings: Settings) -> Iterator[Finding]:
    ahead = timedelta(seconds=round(health.clock_ahead_s(session)))
    if settings.clock == "shifted" and settings.environment == "production":
        said = f"shifted by {ahead} in production"
        yield ill("clock", said, "unset SOPWITH_CLOCK; only the demo lives ahead of time")
    elif settings.clock == "shifted":
        yield well("clock", f"shifted: {ahead} ahead of the database")
    elif ahead:
        said = f"the database's clock, though this database lived {ahead} ahead of it"
        yield ill("clock", said, "set SOPWITH_CLOCK=shifted to go on with the demo's data")
    else:
        yield well("clock", "the database's")
