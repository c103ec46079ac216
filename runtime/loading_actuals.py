"""Weekly actuals come in: read apart, kept as they came, and held against the plan in force."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gates.canonical import sha256
from gates.chain import Channel
from gates.errors import Refusal
from gates.people import SYSTEM
from planning.directory import read_company
from planning.sheets.actuals import ReadActuals, read_actuals
from runtime.office import Office
from runtime.raising import raise_exceptions
from store import actuals, cycles, ledger
from store.ledger import Occasion

SHOWN_MOST = 20


class ActualsUnusable(Refusal):
    """Nothing was taken; this has to be corrected first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    quantities: int
    weeks: tuple[date, ...]
    raised: tuple[str, ...]
    """Families whose customers ask for another quantity than was planned, and items and
    components of which a promise isn't kept."""


def load_actuals(office: Office, company_id: int, *, name: str, content: bytes) -> Loaded:
    """Keep a file of actuals, once, and look at what it says of the plan.

    Raises `ActualsUnusable` with every cell to correct, or a `FileRefused`.
    """
    with office.sessions(company_id) as session:
        company = read_company(cycles.company_files(session, company_id))
    codes = {item.sku for item in company.items} | {part.code for part in company.components}
    read = office.tools.apart(read_actuals, name, content, frozenset(codes))
    _refuse(read)
    with office.sessions(company_id) as session:
        return _keep(office, session, company_id, name, content, read)


def _refuse(read: ReadActuals) -> None:
    if read.problems:
        shown = [
            f"{one.cell.sheet or one.cell.file} {one.cell.address}: “{one.read}” isn't {one.wanted}"
            for one in read.problems[:SHOWN_MOST]
        ]
        more = len(read.problems) - len(shown)
        raise ActualsUnusable("; ".join(shown) + (f"; and {more} more" if more else ""))


def _keep(
    office: Office, session: Session, company_id: int, name: str, content: bytes, read: ReadActuals
) -> Loaded:
    at = office.now()
    digest = sha256(content)
    kept = actuals.keep(
        session,
        company_id,
        name=name,
        sha256=digest,
        content=content,
        at=at,
        actuals=read.actuals,
    )
    weeks = tuple(sorted({one.week for one in read.actuals}))
    raised: tuple[str, ...] = ()
    if kept is not None:
        raised = tuple(raise_exceptions(office, session, company_id))
        ledger.append(
            session,
            Occasion(
                company_id=company_id,
                channel=Channel.COMMAND_LINE,
                case_id=None,
                brief_sha256=None,
            ),
            at=at,
            kind="actuals_loaded",
            actor=SYSTEM,
            subject=f"company:{company_id}",
            facts={
                "file": name,
                "file_sha256": digest,
                "quantities": len(read.actuals),
                "weeks": [week.isoformat() for week in weeks],
                "raised": list(raised),
            },
        )
    return Loaded(quantities=len(read.actuals), weeks=weeks, raised=raised)
