"""What the baseline's brief says, gathered from our tables."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agents.brief_baseline import AcceptedFile, BaselineSnapshot, Substituted, Waived
from agents.briefs.about import about_company
from gates.catalogue import BASELINE
from planning.baseline import restore_baseline
from planning.changes import forecast_worth, what_changed
from planning.company import Company
from planning.consolidation import Consolidated
from planning.demand_bridge import demand_bridge
from planning.directory import read_company
from store import asked_requests, baselines, company_data, cycles, inputs, people, submissions
from store.tables.cycles import CycleRow
from store.tables.gates import RequestRow
from store.tables.inputs import FindingRow, InputRequestRow


def snapshot_of(
    session: Session,
    cycle: CycleRow,
    company: Company,
    whole: Consolidated,
    *,
    at: datetime,
) -> BaselineSnapshot:
    asked = inputs.inputs_of(session, cycle.id)
    zone = ZoneInfo(company.timezone)
    gate = cycles.gates_of(session, cycles.cycle_case(cycle.id))[BASELINE.name]
    named = {region.code: region.name for region in company.regions}
    files = [
        file for one in asked if (file := _file(session, one, named[one.region], zone)) is not None
    ]
    return BaselineSnapshot(
        cycle=cycle.name,
        at=at.astimezone(zone),
        due=(at + gate.due).astimezone(zone),
        escalates_to=people.holder(session, cycle.company_id, gate.escalates_to).name,
        numbers=len(whole.company.forecast),
        units=sum(line.units for line in whole.company.forecast),
        worth_eur=forecast_worth(whole.company),
        changes=what_changed(company, whole.company),
        files=tuple(files),
        about=about_company(whole.company),
        waived=tuple(waived for one in asked for waived in _waived(session, one)),
        substituted=tuple(
            _substituted(session, one, named[one.region])
            for one in asked
            if one.state == "substituted"
        ),
        kept_numbers=len(whole.kept),
        bridge=demand_bridge(last_planned(session, cycle) or company, whole.company),
        weights=company.weights,
        overridden=whole.overridden,
        names={person.key: person.name for person in company.people},
    )


def last_planned(session: Session, cycle: CycleRow) -> Company | None:
    """Last cycle's frozen baseline on the data it was signed on; None where there is none."""
    before = cycles.previous_cycle(session, cycle)
    baseline = baselines.frozen(session, before.id) if before is not None else None
    if baseline is None or baseline.frozen_by is None:
        return None
    request = session.get_one(RequestRow, baseline.frozen_by)
    return restore_baseline(
        read_company(company_data.drafted_on(session, request)), baseline.content
    )


def _file(
    session: Session, asked: InputRequestRow, region: str, zone: ZoneInfo
) -> AcceptedFile | None:
    submission = submissions.accepted_submission(session, asked.id)
    if submission is None:
        return None
    sender = people.by_id(session, submission.sender_id)
    lines = submissions.lines_of(session, submission.id)
    sheets = sorted({line.sheet for line in lines if line.sheet})
    return AcceptedFile(
        region=region,
        where=" › ".join([submission.file_name, *sheets[:1]]),
        sha256=submission.sha256,
        sender=sender.name,
        sender_key=sender.key,
        at=submission.received_at.astimezone(zone),
        numbers=len(lines),
        units=sum(line.units for line in lines),
    )


def _waived(session: Session, asked: InputRequestRow) -> list[Waived]:
    submission = submissions.accepted_submission(session, asked.id)
    if submission is None:
        return []
    return [
        Waived(says=row.message, by=_name(session, row), reason=row.waive_reason or "")
        for row in submissions.findings_of(session, submission.id)
        if row.state == "waived"
    ]


def _name(session: Session, row: FindingRow) -> str:
    return people.by_id(session, row.waived_by).name if row.waived_by is not None else ""


def _substituted(session: Session, asked: InputRequestRow, region: str) -> Substituted:
    """Who decided to go on without the region, by name."""
    decided = asked_requests.last_closed(session, cycles.input_case(asked.id), "missing_input")
    said = asked_requests.said_in(session, decided.id) if decided is not None else []
    by = said[-1].by.name if said else "nobody"
    return Substituted(
        region=region,
        owner=people.by_id(session, asked.owner_id).name,
        why=f"{by} decided to go on without it",
    )
