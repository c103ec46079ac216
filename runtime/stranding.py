"""Whether this version's graphs can carry on every case that is open.

Each open case is rehearsed from its own checkpoint on the graph as this code has it, before
anything is migrated or worked. docs/decisions/0019 says why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from langgraph.checkpoint.postgres import PostgresSaver
from sqlalchemy import inspect

from graphs.versions import GRAPH_VERSIONS
from runtime.bypassed import Ways
from runtime.office import Office
from runtime.rehearsing import Rehearsal, WouldStrand
from runtime.standing import ever_asked, standing_of
from store import health
from store.health import OpenCase
from store.tables.cycles import CaseRow

LISTED_AT_MOST = 20
CHECKPOINTS = "checkpoints"
WHAT_TO_DO = "run the version it began with until it has ended, or put the step back as it was"


class CasesWouldStrand(Exception):
    """This version can't carry on every open case.

    Run the version they began with until they have ended, or put back what was changed.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranded:
    """A case that this version can't carry on, and why."""

    case_id: str
    why: str

    def __str__(self) -> str:
        return f"{self.case_id}: {self.why}"


def refuse_stranding(office: Office) -> None:
    """Before anything is migrated or worked. Raises `CasesWouldStrand` with the list."""
    if stranded := list(stranded_cases(office)):
        told = [str(case) for case in stranded[:LISTED_AT_MOST]]
        if more := len(stranded) - len(told):
            told.append(f"and {more} more; `sopwith doctor` lists them all")
        raise CasesWouldStrand("\n".join(told))


def stranded_cases(office: Office) -> Iterator[Stranded]:
    """Every open case that couldn't go on. Reads only; no case is held up meanwhile."""
    there = inspect(office.engine)
    if not there.has_table(CaseRow.__tablename__) or not there.has_table(CHECKPOINTS):
        return
    with office.unfenced() as session:
        cases = health.open_cases(session)
    with office.graphs.reading() as kept:
        check = Preflight(office, kept)
        for case in cases:
            try:
                check(case)
            except WouldStrand as problem:
                yield Stranded(case_id=case.id, why=str(problem))


class Preflight:
    """The checks of one look; each kind's graph is compiled once."""

    def __init__(self, office: Office, kept: PostgresSaver) -> None:
        self._graphs = office.graphs
        self._kept = kept
        self._rehearsal = cache(lambda kind: Rehearsal(partial(office.graphs.in_memory, kind)))
        self._ways = cache(lambda kind: Ways(self._rehearsal(kind).graph))

    def __call__(self, case: OpenCase) -> None:
        """Raises `WouldStrand`."""
        version = GRAPH_VERSIONS.get(case.kind)
        if version is None or not self._graphs.runs(case.kind):
            raise WouldStrand(f"there is no such graph as “{case.kind}” in this version")
        if version != case.graph_version:
            raise WouldStrand(
                f"it began on version {case.graph_version} of “{case.kind}”, this one is {version}"
            )
        standing = standing_of(self._kept, case.id)
        if standing is not None:
            at = self._rehearsal(case.kind).rehearse(case.id, standing)
            past = partial(ever_asked, self._kept, case.id)
            self._ways(case.kind).refuse_bypassing(at, standing, past)
