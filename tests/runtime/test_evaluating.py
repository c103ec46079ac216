"""A preview asked for on a page: a worker's child makes it with the command line's own means."""

from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from gates.people import Role
from runtime.activating import Tuner
from runtime.evaluating import INVENTED, ask_preview, carry_out
from runtime.tuning import propose, submit
from store import eval_runs, playbooks
from store.tables.people import PersonRow
from tests import stage
from tests.evals.planted_changes import book

pytestmark = pytest.mark.long


def test_on_invented_companies_it_counts_at_the_gate(empty_database: URL, tmp_path: Path) -> None:
    office = stage.office_at(empty_database, home=tmp_path)
    company_id = stage.set_up_company(office)
    with office.sessions(company_id) as session:
        for role in (Role.ADMIN, Role.SOP_LEAD, Role.DEMAND_MANAGER):
            session.add(
                PersonRow(
                    company_id=company_id,
                    key=role.value,
                    name=role.value,
                    email=f"{role.value}@halden.example",
                    role=role.value,
                    title="",
                    timezone="Europe/Copenhagen",
                )
            )
    tuner = Tuner(company_id=company_id, person_key="admin", why="Less noise")
    draft = propose(office, tuner, book({"drift_pct": 9, "follow_up_weeks": 8}))
    run_id = ask_preview(office, tuner, draft, INVENTED)
    carry_out(office, run_id, company_id)
    with office.sessions(company_id) as session:
        run = eval_runs.run(session, company_id, run_id)
        assert run is not None
        assert (run.state, run.problem) == ("done", None)
        assert len(run.cycles or []) == 24 * 6
        preview = playbooks.preview_of(session, company_id, draft, run.base)
        assert preview is not None
        assert (preview.content["run"], preview.sha256) == (run_id, run.sha256)
    carry_out(office, run_id, company_id)
    assert submit(office, tuner, draft).startswith("playbook:")
    office.close()
