"""What a region said in earlier cycles comes back with its lag; this cycle's numbers don't."""

from datetime import date

from sqlalchemy.engine import URL

from store.past_submissions import past_submissions
from store.people import person_by_key
from store.tables.cycles import CycleRow
from store.tables.inputs import InputRequestRow, SubmissionRow, SubmittedLineRow
from tests import stage

WEEKS = (60, 40)
"""Each month came as two weeks; they are one number."""
MONTHS = (date(2026, 9, 1), date(2026, 10, 1), date(2026, 12, 1))


def test_accepted_numbers_of_earlier_cycles_have_their_lag(empty_database: URL) -> None:
    office = stage.office_at(empty_database)
    company_id = stage.set_up_company(office)
    case = stage.case_row(office, company_id)
    with office.sessions(company_id) as session:
        now = session.get_one(CycleRow, case.cycle_id)
        before = CycleRow(
            company_id=company_id,
            name="October 2026",
            month=date(2026, 10, 1),
            step="closed",
            playbook=now.playbook,
            opened_at=now.opened_at,
            inputs_due_at=now.inputs_due_at,
        )
        session.add(before)
        session.flush()
        marta = person_by_key(session, company_id, "marta").id
        for cycle in (before, now):
            for version, state in ((1, "superseded"), (2, "accepted")):
                asked = session.query(InputRequestRow).filter_by(cycle_id=cycle.id).first()
                if asked is None:
                    asked = InputRequestRow(
                        company_id=company_id,
                        cycle_id=cycle.id,
                        region="nordics",
                        title="forecast",
                        owner_id=marta,
                        state="accepted",
                        asked_at=now.opened_at,
                        due_at=now.inputs_due_at,
                    )
                    session.add(asked)
                    session.flush()
                sent = SubmissionRow(
                    company_id=company_id,
                    input_request_id=asked.id,
                    version=version,
                    file_name="f.csv",
                    sha256="0" * 64,
                    content=b"",
                    sender_id=marta,
                    channel="mail",
                    received_at=now.opened_at,
                    late=False,
                    state=state,
                )
                session.add(sent)
                session.flush()
                session.add_all(
                    SubmittedLineRow(
                        company_id=company_id,
                        submission_id=sent.id,
                        region="nordics",
                        sku="A",
                        tier="key",
                        month=month,
                        units=units * version,
                        sheet="",
                        cell_row=2,
                        cell_column=column,
                    )
                    for month in MONTHS
                    for column, units in enumerate(WEEKS, start=3)
                )
        session.flush()
        said = past_submissions(session, company_id, "nordics", now.id)
        assert [(one.month, one.lag_months, one.units, one.person) for one in said] == [
            (date(2026, 10, 1), 1, 200, "marta"),
            (date(2026, 12, 1), 3, 200, "marta"),
        ]
        assert past_submissions(session, company_id, "dach", now.id) == ()
    office.close()
