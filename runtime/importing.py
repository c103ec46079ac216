"""Lists and notes from elsewhere: read apart, kept, and proposed. A person settles each."""

from agents.imported.reading import read_actions
from agents.imported.values import Imported, KnownPerson, Proposed
from gates.access import may_sit
from gates.canonical import sha256
from gates.chain import Channel
from gates.errors import Refusal
from gates.people import SYSTEM, Role, person
from graphs.tools import WorkFailed
from planning.sheets.refusals import FileRefused
from runtime.office import Office
from runtime.sent_files import own_name
from store import imports, ledger, people
from store.imports import NewImport, NewProposal
from store.ledger import Occasion
from store.people import Addressee


class ListNotTaken(Refusal):
    """The file couldn't be taken, and nothing was kept."""


def import_actions(
    office: Office,
    company_id: int,
    *,
    name: str,
    content: bytes,
    by: str | None = None,
    channel: Channel = Channel.WEB,
) -> tuple[int, bool]:
    """Read the file in a child process and keep what it proposes; nobody is written to.

    The import's id, and whether it is new. Raises ListNotTaken with what to do.
    """
    at = office.now()
    with office.sessions(company_id) as session:
        everyone = people.everyone(session, company_id)
    found = _read(office, own_name(name), content, everyone)
    ids = {who.key: who.person_id for who in everyone}
    with office.sessions(company_id) as session:
        new = NewImport(
            file_name=own_name(name),
            sha256=sha256(content),
            content=content,
            left_out=found.left_out,
            by=ids[by] if by else None,
            at=at,
        )
        proposals = [_proposal(one, ids) for one in found.proposed]
        import_id, is_new = imports.keep_import(session, company_id, new, proposals)
        if is_new:
            ledger.append(
                session,
                outside_cases(company_id, channel),
                at=at,
                kind="actions_imported",
                actor=person(by, _role(everyone, by)) if by else SYSTEM,
                subject=f"import:{import_id}",
                facts={"file": new.file_name, "sha256": new.sha256, "proposed": len(proposals)},
            )
    return import_id, is_new


def _proposal(one: Proposed, ids: dict[str, int]) -> NewProposal:
    return NewProposal(
        source=one.source,
        words=one.words,
        title=one.title,
        owner_id=ids.get(one.owner or ""),
        due=one.due,
        finished=one.finished,
        problems=one.problems,
    )


def _read(office: Office, name: str, content: bytes, everyone: tuple[Addressee, ...]) -> Imported:
    known = [
        KnownPerson(key=one.key, name=one.name, email=one.email)
        for one in everyone
        if may_sit(one.role)
    ]
    try:
        return office.tools.apart(read_actions, name, content, known, office.now().date())
    except (FileRefused, WorkFailed) as refused:
        raise ListNotTaken(str(refused)) from refused


def outside_cases(company_id: int, channel: Channel) -> Occasion:
    """An act that concerns no case."""
    return Occasion(company_id=company_id, channel=channel, case_id=None, brief_sha256=None)


def _role(everyone: tuple[Addressee, ...], key: str) -> Role:
    return next(one.role for one in everyone if one.key == key)
