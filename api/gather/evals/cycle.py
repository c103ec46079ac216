"""One cycle of a run: every event that came out otherwise, and what people had seen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from api import formats
from api.gather.evals import words
from api.gather.evals.run import event, gone_lines
from api.playbook_form import saying
from api.tongue import say
from api.views.decision import DecisionView, Past, RequestFacts, Viewer, decision_view
from api.views.evals import ApartLine, RunCycleView
from gates.brief import thaw
from gates.canonical import canonical_json, sha256
from gates.catalogue import GATES
from store.tables.evals import EvalRunRow


def cycle_view(run: EvalRunRow, number: int, viewer: Viewer) -> RunCycleView:
    row: Mapping[str, Any] = (run.cycles or [])[number - 1]
    metrics = (run.results or {})["metrics"]
    apart = row.get("apart", [])
    return RunCycleView(
        number=number,
        href=f"/evals/runs/{run.id}",
        name=row["recording"],
        state=words.outcome(metrics, row),
        summary=formats.count(row["divergences"], "event differs", "events differ"),
        scores=tuple(
            (
                say(one["name"]),
                words.figure(row["base"][one["key"]]),
                words.figure(row["candidate"][one["key"]]),
            )
            for one in metrics
        ),
        apart=tuple(_apart(one, viewer) for one in apart),
        more=row["divergences"] - len(apart),
        gone=tuple(
            gone_lines(run, [{**one, "recording": row["recording"]} for one in row["gone"]])
        ),
    )


def _apart(one: Mapping[str, Any], viewer: Viewer) -> ApartLine:
    at = datetime.fromisoformat(one["at"]).astimezone(viewer.zone)
    return ApartLine(
        at=formats.when(at),
        what=event(one["type"]),
        kind=one["kind"],
        was=one["was"],
        now=one["now"],
        because=tuple(saying.setting(key) for key in one["blame"]),
    )


def saw_view(run: EvalRunRow, digest: str, by: str, viewer: Viewer) -> DecisionView | None:
    """The brief as it stood before people, with nothing to answer; none where it isn't kept."""
    kept = (run.briefs or {}).get(digest)
    if kept is None:
        return None
    brief = thaw(canonical_json(kept))
    at = brief.why_now.at
    facts = RequestFacts(
        request_id="",
        gate=GATES[brief.gate],
        brief=brief,
        brief_sha256=digest,
        opened_at=at,
        due_at=at + GATES[brief.gate].due,
        cycle="",
        seats=(),
        outcome="recorded",
    )
    view = decision_view(facts, viewer)
    past = Past(
        who=by or say("people"), at=at.astimezone(viewer.zone), said="", now_href=_back(run)
    )
    same = sha256(canonical_json(kept)) == digest
    return replace(view, past=past, path=_back(run)) if same else None


def _back(run: EvalRunRow) -> str:
    return f"/evals/runs/{run.id}"
