"""Taking a cycle's recording from the tables."""

import json
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from evals.recording.events import Event, stamp
from evals.recording.recording import Files
from evals.regretting import DECISION, plain_decision
from gates.brief import Brief, thaw
from gates.canonical import Json, canonical_json, sha256
from gates.errors import Refusal
from gates.playbook import plain
from graphs.decided import cycle_state
from graphs.reminding import DAY_ENDS
from graphs.scoring import decided
from graphs.versions import GRAPH_VERSIONS
from store import (
    authorities,
    company_data,
    cycles,
    language_calls,
    ledger,
    playbooks,
    recorded,
    recorded_post,
)
from store.directory import directory_of
from store.naming import case_names
from store.reading_log import events_of_cycle
from store.recorded import Happened
from store.tables.cycles import CycleRow
from store.tables.people import CompanyRow

CHOOSES_BY = frozenset({"review", "trade_off", "executive_lock"})
"""Gates that end early where an option lapses."""


class CycleStillOpen(Refusal):
    """This cycle isn't closed yet; what is recorded of it could still change."""


def take(session: Session, cycle: CycleRow) -> Files:
    """Raises `CycleStillOpen` where it isn't finished."""
    if cycle.closed_at is None:
        raise CycleStillOpen
    company = session.get_one(CompanyRow, cycle.company_id)
    briefs = recorded.briefs_of(session, cycle.id)
    happened = [*_gates(session, cycle, briefs, company.timezone), *_told(session, cycle)]
    book = playbooks.content(session, cycle.playbook)
    assert book is not None
    playbook = canonical_json(plain(book))
    around = canonical_json(_around(session, cycle))
    data = canonical_json(dict[str, Json](_data(session, cycle)))
    named = {sha256(blob): blob for blob in (around, data)}
    identity = _identity(cycle, company, sha256(around))
    names = {"data": sha256(data), "names": case_names(session, cycle)}
    return Files(
        cycle=identity | names,
        events=tuple(sorted(happened, key=lambda event: event.order)),
        blobs={**briefs, cycle.playbook: playbook, **named},
        ledger=tuple(_ledger(session, cycle)),
        mail=tuple(row.content for row, _ in recorded_post.messages_of(session, cycle)),
        post=tuple(_post(session, cycle)),
        calls=tuple(_calls(session, cycle)),
        sealed=_sealed(session, cycle),
    )


def _data(session: Session, cycle: CycleRow) -> dict[str, str]:
    """The company as its cycle opened on it."""
    return company_data.as_of(session, cycle.company_id, cycle.opened_at)


def _identity(cycle: CycleRow, company: CompanyRow, around: str) -> dict[str, Any]:
    assert cycle.closed_at is not None
    return {
        "id": f"{cycle.month:%Y-%m}",
        "tenant": company.slug,
        "tz": company.timezone,
        "opened": stamp(cycle.opened_at),
        "cutoff": stamp(cycle.inputs_due_at),
        "closed": stamp(cycle.closed_at),
        "playbook_hash": cycle.playbook,
        "topology_hash": sha256(canonical_json(dict(GRAPH_VERSIONS))),
        "around": around,
        "redaction": "none",
    }


def _around(session: Session, cycle: CycleRow) -> Json:
    """Who could be asked, and how much they may approve."""
    directory = directory_of(session, cycle.company_id)
    limits = authorities.purse_shown(session, cycle.company_id, None).limits
    return {
        "version": directory.version,
        "members": [
            {
                "key": one.key,
                "name": one.name,
                "title": one.title,
                "role": one.role.value,
                "manager": one.manager,
            }
            for one in directory.members
        ],
        "owners": dict(directory.owners),
        "limits": [
            {
                "person": one.person,
                "role": one.role.value if one.role else None,
                "gate": one.gate,
                "limit_eur": str(one.limit_eur),
            }
            for one in limits
        ],
    }


def _gates(
    session: Session, cycle: CycleRow, briefs: dict[str, bytes], zone: str
) -> Iterator[Event]:
    for request in recorded.requests_of(session, cycle.id):
        for at, kind, data in recorded.happened_at(session, request):
            yield _event((at, kind, data), briefs, zone)
        yield Event(
            at=request.opened_at,
            type="gate.due",
            data={"request": str(request.id), "due": stamp(request.due_at)},
        )


def _event(happened: Happened, briefs: dict[str, bytes], zone: str) -> Event:
    at, kind, data = happened
    if kind == "gate.opened":
        brief = thaw(briefs[data["brief"]])
        last = _lapses(brief, at, zone) if _may_lapse(data) else None
        data = {**data, "lapses": stamp(last) if last else None}
    return Event(at=at, type=kind, data=data)


def _may_lapse(data: dict[str, Any]) -> bool:
    return data["case_kind"] == "cycle" and data["gate"] in CHOOSES_BY


def _lapses(brief: Brief, at: datetime, zone: str) -> datetime | None:
    """The end of the first day on which an option of the brief lapses."""
    ends: time = DAY_ENDS
    days = (one.choose_by for one in brief.options if one.choose_by and not one.changed_from)
    moments = (datetime.combine(day, ends, ZoneInfo(zone)) for day in days)
    return min((moment for moment in moments if moment > at), default=None)


def _told(session: Session, cycle: CycleRow) -> Iterator[Event]:
    """What the ledger says of the cycle that no table of requests does."""
    yield Event(at=cycle.opened_at, type="cycle.opened", data={"month": f"{cycle.month:%Y-%m}"})
    assert cycle.closed_at is not None
    yield Event(at=cycle.closed_at, type="cycle.closed", data={})
    for said in events_of_cycle(session, cycle):
        at, facts, subject = datetime.fromisoformat(said["at"]), said["facts"], said["subject"]
        if said["kind"] == "change_weighed" and facts.get("moves") is not None:
            data = {"change": subject, **{k: facts[k] for k in ("because", "request", "moves")}}
            yield Event(at=at, type="change.weighed", data={**data, "broken": facts["broken"]})
            again = facts["verdict"] == "reopened"
            yield Event(at=at, type="change.judged", data={"change": subject, "again": again})
        elif said["kind"] == "submitted":
            data = {"input": subject, "version": facts.get("version")}
            found = sorted(facts.get("findings", []))
            yield Event(at=at, type="input.submitted", data={**data, "findings": found})
            grave = any(one.endswith(":blocking") for one in found)
            yield Event(at=at, type="input.judged", data={**data, "blocked": grave})


def _ledger(session: Session, cycle: CycleRow) -> Iterator[str]:
    """The company's chain up to the cycle's end, with its hashes."""
    assert cycle.closed_at is not None
    for link in ledger.links(session, cycle.company_id):
        at = datetime.fromisoformat(json.loads(link.content)["at"])
        if at > cycle.closed_at:
            return
        said = {"seq": link.seq, "content": link.content.decode(), "sha256": link.sha256}
        yield json.dumps(said, ensure_ascii=False, sort_keys=True)


def _post(session: Session, cycle: CycleRow) -> Iterator[str]:
    """What the mails answer, for a life that sends them again."""
    for said in recorded_post.post_of(session, cycle):
        moments = {k: stamp(v) for k in ("received", "asked") if (v := said[k]) is not None}
        yield json.dumps(said | moments, ensure_ascii=False, sort_keys=True)


def _calls(session: Session, cycle: CycleRow) -> Iterator[str]:
    """What models were asked for its cases, and said."""
    for row in language_calls.of_cycle(session, cycle.id):
        said = {"key": row.key, "case": row.case_id, "t": stamp(row.at)}
        asked = {"question": row.question, "heard": row.heard}
        yield json.dumps({**said, **asked}, ensure_ascii=False, sort_keys=True)


def _sealed(session: Session, cycle: CycleRow) -> dict[str, bytes]:
    """The directory as it stands by now, with the history that came after, and the decision."""
    files = cycles.company_files(session, cycle.company_id)
    sealed = {"directory.json": canonical_json({"files": dict(files)})}
    if (work := decided(session, cycle_state(session, cycle))) is not None:
        files, baseline, offered, chosen, came, *_ = work
        decision = plain_decision(files, baseline, offered, chosen, came)
        sealed[DECISION] = json.dumps(decision, sort_keys=True).encode()
    return sealed
