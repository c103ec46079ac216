"""What is active, what was, and every version proposed."""

from collections.abc import Mapping

from api import formats
from api.gather.playbook.words import SHORT, href
from api.views.decision import Viewer
from api.views.frame import State
from api.views.playbook import ActivationLine, ActiveView, CanaryView, PlaybookView, VersionLine
from gates.access import Scope, scopes_of
from gates.people import Role
from gates.rules import Outcome
from store.reading_playbooks import DraftRecord, Records
from store.tables.cycles import PlaybookActivationRow
from store.tables.people import PersonRow

HOW = {
    "tightens": "made active: it only tightens",
    "rolls_back": "gone back to",
    "approved": "approved at its gate",
}
VERDICTS = {
    "pass": State(word="Pass", icon="check", tone="good"),
    "fail": State(word="Fail", icon="alert", tone="bad"),
    "inconclusive": State(word="Inconclusive", icon="none", tone="warn"),
    "invalid": State(word="Invalid", icon="alert", tone="bad"),
}
ACTIVE = State(word="Active", icon="check", tone="good")
CANARY = State(word="Lived by a canary", icon="clock", tone="warn")
BEFORE = State(word="Was active", icon="none", tone="idle")
ASKED = State(word="At its gate", icon="clock", tone="warn")
REFUSED = State(word="Refused", icon="cross", tone="bad")
LAPSED = State(word="Approved, and lapsed", icon="none", tone="idle")
PREVIEWED = State(word="Previewed", icon="none", tone="")
DRAFT = State(word="Draft", icon="none", tone="idle")


def may_tune(viewer: Viewer) -> bool:
    return Scope.TUNE in scopes_of(Role(viewer.role))


def state_of(records: Records, sha256: str) -> State:
    """What became of a version, the last of it first."""
    if sha256 == records.active:
        return ACTIVE
    if sha256 == records.canary:
        return CANARY
    draft = records.draft(sha256)
    request = draft.request if draft else None
    if request is not None and request.closed_at is None:
        return ASKED
    if records.active_from(sha256) is not None or sha256 in records.lived_on:
        return BEFORE
    if request is not None:
        return LAPSED if request.outcome == Outcome.APPROVED.value else REFUSED
    return PREVIEWED if draft and draft.preview else DRAFT


def playbook_view(
    records: Records,
    names: Mapping[int, PersonRow],
    viewer: Viewer,
    canary: CanaryView | None = None,
    message: str = "",
) -> PlaybookView:
    last = next(iter(records.activations), None)
    tunes = may_tune(viewer)
    return PlaybookView(
        summary=formats.count(len(records.drafts), "version") + " proposed",
        active=_active(records, last, names, viewer),
        edit_href=f"/playbook/edit?of={records.active}" if tunes else "",
        back_to=last.before[:SHORT] if last and tunes else "",
        versions=tuple(_version(records, one, names, viewer) for one in records.drafts),
        history=tuple(_activation(row, names, viewer) for row in records.activations),
        canary=canary,
        tunes=tunes,
        message=message,
    )


def _active(
    records: Records,
    last: PlaybookActivationRow | None,
    names: Mapping[int, PersonRow],
    viewer: Viewer,
) -> ActiveView:
    on_it = records.running_on.get(records.active, 0)
    others = sum(records.running_on.values()) - on_it
    lives = f"{formats.count(on_it, 'open cycle')} on it"
    if others:
        lives += f", {others} on versions before it"
    if last is None:
        since, why = "As shipped; nothing was tuned", ""
    else:
        at = formats.when(last.at.astimezone(viewer.zone))
        since, why = f"Since {at}, by {names[last.by_id].name}: {HOW[last.grounds]}", last.why
    return ActiveView(
        short=records.active[:SHORT], href=href(records.active), since=since, why=why, lives=lives
    )


def _version(
    records: Records, one: DraftRecord, names: Mapping[int, PersonRow], viewer: Viewer
) -> VersionLine:
    said = one.preview.content if one.preview else {}
    return VersionLine(
        short=one.row.playbook[:SHORT],
        href=href(one.row.playbook),
        state=state_of(records, one.row.playbook),
        author=names[one.row.author_id].name,
        made=one.row.made_at.astimezone(viewer.zone),
        why=one.row.why,
        preview=str(said.get("line", "")),
        run_href=f"/evals/runs/{said['run']}" if said.get("run") else "",
        verdict=VERDICTS.get(str(said.get("verdict", ""))),
        request_href=f"/requests/{one.request.id}" if one.request else "",
    )


def _activation(
    row: PlaybookActivationRow, names: Mapping[int, PersonRow], viewer: Viewer
) -> ActivationLine:
    return ActivationLine(
        at=row.at.astimezone(viewer.zone),
        short=row.playbook[:SHORT],
        href=href(row.playbook),
        how=HOW[row.grounds],
        by=names[row.by_id].name,
        why=row.why,
    )
