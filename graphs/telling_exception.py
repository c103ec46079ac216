"""A promise that isn't kept is raised to its owner: what is seen, why, and what is proposed."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from gates.routing import Roles
from graphs.case_state import CaseState
from graphs.demand_now import EXCEPTION, SOLVED_FOR_ALL
from graphs.raising import Raised, raise_to_owners, roles_for
from graphs.tools import Tools
from mail.views import Fact
from planning import written
from planning.company import Company
from planning.directory import read_company
from planning.exceptions import Left
from planning.responsible import responsible
from store import cycles
from store.tables.standing import ChangeRow

HEADLINES = {
    Left.SCHEDULE: "{name}: {seen} {unit} made of {promised} the schedule has",
    Left.SUPPLIER: "{name}: {seen} {unit} came of {promised} that were due",
    Left.STOCK: "{name}: {seen} {unit} on stock, {promised} are promised",
}
KINDS = {Left.SCHEDULE: "line", Left.SUPPLIER: "component", Left.STOCK: "stock"}
"""What the directory calls what somebody owns; nobody is named for stock."""
MATTERS = {Left.SCHEDULE: "schedule", Left.SUPPLIER: "supplier", Left.STOCK: "stock"}
"""What the playbook's routing calls them."""
PROPOSED = {
    Left.SCHEDULE: "Say by which week it is made up.",
    Left.SUPPLIER: "Answer the letter about it with the quantity and day the supplier confirms, or "
    "load the open orders with it: until then what is missing isn't counted.",
    Left.STOCK: "Say whether it is there before it is needed.",
}
FOLLOWS = {
    "reopened": "With that the plan no longer holds: whether to keep it or adjust it is being "
    "decided now.",
    "noted": "The plan was solved again from there, and still holds.",
}
TOGETHER = "The plan is solved again from there, together with what else this report shows."


def tell_exception(tools: Tools, state: CaseState) -> None:
    """The owner, once."""
    raise_to_owners(tools, state, _exception)


def _exception(session: Session, change: ChangeRow) -> Iterator[Raised]:
    if change.kind != EXCEPTION:
        return
    said, left = change.facts, Left(change.facts["about"])
    promised, seen = written.number(said["promised"]), written.number(said["seen"])
    cause = f"What else is known: {said['cause']}." if said["cause"] else "No cause is reported."
    company = read_company(cycles.company_files(session, change.company_id))
    roles = roles_for(session, change, MATTERS[left])
    yield Raised(
        key="exception",
        headline=HEADLINES[left].format(
            name=said["name"], unit=said["unit"], promised=promised, seen=seen
        ),
        what=f"As reported up to the week of {said['until']}. {cause}",
        next=f"{_follows(change)} {PROPOSED[left]}",
        facts=(Fact(label=said["name"], value=f"{promised} → {seen} {said['unit']}"),),
        to=(owner_of(company, left, said["code"], roles),),
    )


def _follows(change: ChangeRow) -> str:
    if not change.facts.get(SOLVED_FOR_ALL):
        return TOGETHER
    return FOLLOWS.get(str(change.verdict), FOLLOWS["noted"])


def owner_of(company: Company, left: Left, code: str, roles: Roles) -> str:
    """Whoever the directory names for the component or the line, else whose job it is."""
    named = (one.person for one in company.owners if (one.kind, one.code) == (KINDS[left], code))
    return next(named, None) or responsible(company, *roles).key
