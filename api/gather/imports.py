"""Proposed actions of imported lists, the ones nobody has looked at."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from agents.imported.reading import FORMATS
from api.tongue import Say
from api.views.acting import Person
from api.views.decision import Viewer
from api.views.imports import ImportsView, ProposalView
from gates.access import Scope, may_sit, scopes_of
from gates.evidence import EvidenceKind
from gates.people import Role
from store import imports
from store.people import everyone
from store.tables.imports import ImportedActionRow, ImportRow

SHOWN_MOST = 20
"""On one page: each is a form of its own."""
KINDS = {
    EvidenceKind.STATEMENT.value: Say("Its owner says so"),
    EvidenceKind.FILE.value: Say("A file"),
    EvidenceKind.SIGNED_NUMBER.value: Say("A number"),
}


def imports_view(
    session: Session,
    company_id: int,
    viewer: Viewer,
    *,
    corrected: ProposalView | None = None,
    message: str = "",
) -> ImportsView:
    """`corrected` is what was filled in and refused, in place of what was read."""
    people = [one for one in everyone(session, company_id) if may_sit(one.role)]
    keys = {one.person_id: one.key for one in people}
    rows = imports.waiting(session, company_id)
    views = [_proposal(row, file, keys) for row, file in rows]
    if corrected is not None:
        views = [_as_typed(one, corrected) if one.id == corrected.id else one for one in views]
        views.sort(key=lambda one: one.id != corrected.id)
    return ImportsView(
        may_settle=Scope.OPERATE in scopes_of(Role(viewer.role)),
        waiting=len(views),
        proposals=tuple(views[:SHOWN_MOST]),
        people=tuple(Person(key=one.key, name=one.name) for one in people),
        kinds=KINDS,
        formats=", ".join(FORMATS),
        soonest=(viewer.now.date() + timedelta(days=1)).isoformat(),
        message=message,
    )


def _proposal(row: ImportedActionRow, file: ImportRow, keys: dict[int, str]) -> ProposalView:
    return ProposalView(
        id=row.id,
        source=f"{file.file_name}, {row.source}",
        words=row.words,
        title=row.title,
        owner=keys.get(row.owner_id or 0, ""),
        due=row.due.isoformat() if row.due else "",
        kind=EvidenceKind.STATEMENT.value,
        at_least="",
        problems=tuple(str(one) for one in row.problems),
        finished=row.finished,
    )


def _as_typed(read: ProposalView, typed: ProposalView) -> ProposalView:
    return replace(
        typed,
        source=read.source,
        words=read.words,
        problems=read.problems,
        finished=read.finished,
    )
