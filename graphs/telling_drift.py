"""A drift of demand is raised to whoever owns it: what is seen, and what is proposed."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from graphs.case_state import CaseState
from graphs.decided import cycle_state, decided_last
from graphs.demand_now import DRIFT
from graphs.raising import raise_to_owners, roles_for
from graphs.tools import Tools
from graphs.turned_letter import Turn
from mail.views import Fact
from planning import written
from planning.company import family_code
from planning.directory import read_company
from planning.responsible import responsible
from store import cycles, people
from store.people import Addressee
from store.tables.cycles import CycleRow
from store.tables.standing import ChangeRow

PROPOSED = {
    "reopened": "The plan no longer holds: whether to keep it or adjust it is being decided now.",
    "noted": "The plan still holds. Say in the next forecast whether it goes on like this.",
}


def tell_drift(tools: Tools, state: CaseState) -> None:
    """The owner of the family, once."""
    raise_to_owners(tools, state, DRIFT, _turn)


def _turn(
    session: Session, state: CaseState, change: ChangeRow
) -> Iterator[tuple[Turn, Addressee]]:
    theirs = cycle_state(session, session.get_one(CycleRow, change.cycle_id))
    decided = decided_last(session, theirs)
    if decided is None:
        return
    family, planned, asked = (change.facts[key] for key in ("family", "planned", "asked"))
    pct = written.pct(round(100 * asked / planned))
    turn = Turn(
        key=f"{state['case_id']}/drift",
        case_id=state["case_id"],
        request_id=decided.request.id,
        question=decided.request.question,
        headline=f"{family}: customers ask for {pct} of what was planned",
        what=f"So far {written.number(asked)} units, where the plan has {written.number(planned)}.",
        next=PROPOSED.get(str(change.verdict), PROPOSED["noted"]),
        facts=(Fact(label=family, value=f"{written.number(planned)} → {written.number(asked)}"),),
    )
    yield turn, _owner(session, change)


def _owner(session: Session, change: ChangeRow) -> Addressee:
    company = read_company(cycles.company_files(session, change.company_id))
    code = family_code(change.facts["family"])
    own = (one.person for one in company.owners if (one.kind, one.code) == ("family", code))
    key = next(own, None) or responsible(company, *roles_for(session, change, "drift")).key
    return people.by_key(session, change.company_id, key)
