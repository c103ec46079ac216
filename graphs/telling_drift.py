"""A drift of demand is raised to whoever owns it: what is seen, and what is proposed."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from graphs.case_state import CaseState
from graphs.demand_now import DRIFT
from graphs.raising import Raised, raise_to_owners, roles_for
from graphs.tools import Tools
from mail.views import Fact
from planning import written
from planning.company import family_code
from planning.directory import read_company
from planning.responsible import responsible
from store import cycles
from store.tables.standing import ChangeRow

PROPOSED = {
    "reopened": "The plan no longer holds: whether to keep it or adjust it is being decided now.",
    "noted": "The plan still holds. Say in the next forecast whether it goes on like this.",
}


def tell_drift(tools: Tools, state: CaseState) -> None:
    """The owner of the family, once."""
    raise_to_owners(tools, state, _drift)


def _drift(session: Session, change: ChangeRow) -> Iterator[Raised]:
    if change.kind != DRIFT:
        return
    family, planned, asked = (change.facts[key] for key in ("family", "planned", "asked"))
    pct = written.pct(round(100 * asked / planned))
    yield Raised(
        key="drift",
        headline=f"{family}: customers ask for {pct} of what was planned",
        what=f"So far {written.number(asked)} units, where the plan has {written.number(planned)}.",
        next=PROPOSED.get(str(change.verdict), PROPOSED["noted"]),
        facts=(Fact(label=family, value=f"{written.number(planned)} → {written.number(asked)}"),),
        to=(_owner(session, change),),
    )


def _owner(session: Session, change: ChangeRow) -> str:
    company = read_company(cycles.company_files(session, change.company_id))
    code = family_code(change.facts["family"])
    own = (one.person for one in company.owners if (one.kind, one.code) == ("family", code))
    return next(own, None) or responsible(company, *roles_for(session, change, "drift")).key
