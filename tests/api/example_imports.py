"""An imported list with one proposal."""

from sqlalchemy.orm import Session

from store import imports
from store.imports import NewImport, NewProposal
from tests import stage


def proposal(session: Session, company_id: int) -> int:
    """An imported action nobody has looked at."""
    file = NewImport(file_name="a.csv", sha256="1", content=b"", left_out=0, by=None, at=stage.NOW)
    one = NewProposal(
        source="A2",
        words="Call them | Bob",
        title="Call them",
        owner_id=None,
        due=None,
        finished=False,
        problems=("nobody is known as “Bob”",),
    )
    import_id, _ = imports.keep_import(session, company_id, file, [one])
    return imports.of_import(session, import_id)[0].id
