"""Whether this version's graphs can carry on every case that is open."""

from sqlalchemy import inspect

from graphs.versions import GRAPH_VERSIONS
from runtime.office import Office
from store import health
from store.health import Paused
from store.tables.cycles import CaseRow


class CasesWouldStrand(Exception):
    """This version's graphs have another shape than the one that open cases wait in.

    Run the version they began with until they have ended.
    """


def refuse_stranding(office: Office) -> None:
    """Before anything is migrated or worked. Raises `CasesWouldStrand` with the list."""
    if not inspect(office.engine).has_table(CaseRow.__tablename__):
        return
    with office.unfenced() as session:
        told = [in_words(group) for group in health.paused_cases(session) if is_stranded(group)]
    if told:
        raise CasesWouldStrand("; ".join(told))


def is_stranded(group: Paused) -> bool:
    return GRAPH_VERSIONS.get(group.kind) != group.graph_version


def in_words(group: Paused) -> str:
    runs = GRAPH_VERSIONS.get(group.kind, "no such graph")
    waiting = f"{group.count} on {group.kind} version {group.graph_version}"
    return f"{waiting}, this code runs {runs}: {', '.join(group.ids)}"
