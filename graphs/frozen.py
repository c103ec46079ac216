"""The company as a cycle has frozen it, with what was found short and what was solved."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gates.follow_through import Gates
from gates.playbook import Playbook
from gates.recipe_policies import Recipes
from graphs.case_state import CaseState
from planning.baseline import restore_baseline
from planning.company import Company
from planning.company_records import PastForecast
from planning.constraints import Constraint, restore_constraint
from planning.directory import read_company
from planning.options import SolvedOption, restore_option
from store import baselines, company_data, cycles, plans
from store.past_submissions import past_forecasts
from store.tables.gates import RequestRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The company directory and the baseline a cycle plans with."""

    files: dict[str, str]
    baseline: dict[str, Any]
    past: tuple[PastForecast, ...] = ()
    """What regions forecast in earlier cycles, where that was asked for."""

    @property
    def company(self) -> Company:
        return restore_baseline(read_company(self.files), self.baseline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """What was found and what was solved, as values."""

    company: Company
    constraints: tuple[Constraint, ...]
    options: tuple[SolvedOption, ...]
    book: Playbook
    """The cycle's, to its end."""

    @property
    def gates(self) -> Gates:
        return self.book.ruled

    @property
    def recipes(self) -> Recipes:
        return self.book.recipes

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.company.timezone)


def frozen(session: Session, state: CaseState, *, with_past: bool = False) -> Frozen:
    """`with_past`: to be solved, and so to be said how it may turn out."""
    baseline = baselines.frozen(session, state["subject_id"])
    assert baseline is not None
    files = cycles.company_files(session, state["company_id"])
    return Frozen(
        files=files,
        baseline=baseline.content,
        past=past_forecasts(session, state["company_id"], state["subject_id"]) if with_past else (),
    )


def supply_of(session: Session, state: CaseState) -> Supply:
    """The round's options with the constraints they answer, as they were stored."""
    return _supply(session, state, frozen(session, state).company)


def supply_signed(session: Session, state: CaseState, request: RequestRow) -> Supply:
    """The same on the data the request's brief was drafted on, whatever was loaded since."""
    baseline = frozen(session, state).baseline
    base = Frozen(files=company_data.drafted_on(session, request), baseline=baseline)
    return _supply(session, state, base.company)


def _supply(session: Session, state: CaseState, company: Company) -> Supply:
    cycle_id = state["subject_id"]
    return Supply(
        company=company,
        constraints=tuple(
            restore_constraint(row.content) for row in plans.constraints_of(session, cycle_id)
        ),
        options=tuple(
            restore_option(company, row.result)
            for row in plans.scenarios_of(session, cycle_id, state["round"])
        ),
        book=cycles.book_of(session, cycles.cycle_case(cycle_id)),
    )
