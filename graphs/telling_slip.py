"""A supplier's slip that a report of open orders shows is raised to who buys, with what follows."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from graphs.case_state import CaseState
from graphs.raising import Raised, raise_to_owners, roles_for
from graphs.telling_exception import MATTERS, owner_of
from graphs.tools import Tools
from mail.views import Fact
from planning import written
from planning.directory import read_company
from planning.exceptions import Left
from planning.slips import Slipped
from store import cycles
from store.tables.standing import ChangeRow

DATA, SLIPPED = "data", "slipped"
SLIPS = TypeAdapter(list[Slipped])
FOLLOWS = {
    "reopened": "The plan no longer holds: whether to keep it or adjust it is being decided now.",
    "noted": "The plan was solved again with that, and still holds.",
}


def tell_slip(tools: Tools, state: CaseState) -> None:
    """One letter a buyer, where a plan is locked: before that, the open questions have it in."""
    raise_to_owners(tools, state, _slips)


def _slips(session: Session, change: ChangeRow) -> Iterator[Raised]:
    if change.kind != DATA or "amended" not in (change.found or {}):
        return
    company = read_company(cycles.company_files(session, change.company_id))
    roles = roles_for(session, change, MATTERS[Left.SUPPLIER])
    by_owner: dict[str, list[Slipped]] = defaultdict(list)
    for one in SLIPS.validate_python(_of(change)):
        by_owner[owner_of(company, Left.SUPPLIER, one.code, roles)].append(one)
    for key, own in by_owner.items():
        yield Raised(
            key="slip",
            headline=f"{own[0].name}: {_now(own[0])}, where it was {_was(own[0])}",
            what="As the open orders have it now. No cause is reported.",
            next=FOLLOWS.get(str(change.verdict), FOLLOWS["noted"]),
            facts=tuple(Fact(label=one.name, value=f"{_was(one)} → {_now(one)}") for one in own),
            to=(key,),
        )


def _of(change: ChangeRow) -> object:
    return change.facts.get(SLIPPED, [])


def _was(one: Slipped) -> str:
    return f"{written.number(one.was)} {one.unit} on {written.day(one.was_day)}"


def _now(one: Slipped) -> str:
    return f"{written.number(one.now)} {one.unit} on {written.day(one.now_day)}"
