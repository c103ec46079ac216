"""One version: what it turns against another, what recorded cycles say, and what may be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api import formats
from api.gather.evals.line import line_of
from api.gather.playbook.canary import firsts
from api.gather.playbook.home import VERDICTS, may_tune, state_of
from api.gather.playbook.policy_table import policy_table
from api.gather.playbook.turns import takes, turns_of
from api.gather.playbook.words import SHORT, href
from api.playbook_form.drawing import form_of
from api.views.decision import Viewer
from api.views.playbook import Deed, PreviewView, VersionView
from api.views.playbook_form import Offered
from gates.direction.cell import Cell
from gates.direction.comparing import only_tightens, turned
from gates.playbook import Playbook, plain, version
from runtime.evaluating import INVENTED, RECORDED
from runtime.tuning import PREVIEW_LASTS
from store.reading_playbooks import DraftRecord, Records
from store.tables.cycles import PlaybookPreviewRow
from store.tables.evals import EvalRunRow
from store.tables.people import PersonRow

FILES = ("toml", "json")
RUN_SAYS = {
    "done": "Its last evaluation, cycle by cycle",
    "asked": "A preview is being made",
    "failed": "Its last preview failed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """A version, and what it is held against."""

    book: Playbook
    against: Playbook
    records: Records
    names: Mapping[int, PersonRow]
    finished: int
    """How many cycles of the company a preview could be made on."""
    regions: Mapping[str, str]
    """Whose inputs may live it first, by code."""
    unproven: tuple[str, ...]
    """Settings that the database can't tell to tighten: nobody activates them alone."""
    run: EvalRunRow | None
    """The last evaluation of it."""
    previewed: EvalRunRow | None
    """The one its newest preview is of."""

    @property
    def sha256(self) -> str:
        return version(self.book)

    @property
    def draft(self) -> DraftRecord | None:
        return self.records.draft(self.sha256)


def version_view(of: Versions, viewer: Viewer, message: str = "") -> VersionView:
    cells = turned(of.against, of.book)
    sha256, draft = of.sha256, of.draft
    preview = _preview(of, draft.preview, viewer) if draft and draft.preview else None
    return VersionView(
        short=sha256[:SHORT],
        sha256=sha256,
        state=state_of(of.records, sha256),
        drafted=_drafted(of, draft, viewer) if draft else "",
        why=draft.row.why if draft else "",
        against=version(of.against)[:SHORT],
        against_href=href(version(of.against)),
        says=takes(cells, of.unproven),
        turns=turns_of(cells),
        preview=preview,
        run_href=f"/evals/runs/{of.run.id}" if of.run else "",
        run_says=RUN_SAYS[of.run.state] if of.run else "",
        corpora=_corpora(of, cells) if may_tune(viewer) else (),
        deeds=tuple(_deeds(of, cells, preview)) if may_tune(viewer) else (),
        edit_href=f"/playbook/edit?of={sha256}" if may_tune(viewer) else "",
        request_href=f"/requests/{draft.request.id}" if draft and draft.request else "",
        files=tuple((one.upper(), f"{href(sha256)}/playbook.{one}") for one in FILES),
        gates=policy_table(of.book, of.against),
        groups=tuple(
            group for group in form_of(plain(of.book), {}) if not group.name.startswith("gates")
        ),
        message=message,
    )


def _drafted(of: Versions, draft: DraftRecord, viewer: Viewer) -> str:
    at = formats.when(draft.row.made_at.astimezone(viewer.zone))
    return f"{of.names[draft.row.author_id].name}, {at}"


def _preview(of: Versions, row: PlaybookPreviewRow, viewer: Viewer) -> PreviewView:
    said = row.content
    return PreviewView(
        line=said["line"],
        parts=line_of(of.previewed) if of.previewed else (),
        verdict=VERDICTS[said["verdict"]],
        reasons=tuple(said["reasons"]),
        not_answerable=tuple(said["not_answerable"]),
        sha256=row.sha256,
        made=row.made_at.astimezone(viewer.zone),
        stale=_stale(of, row, viewer),
    )


def _corpora(of: Versions, cells: Sequence[Cell]) -> tuple[Offered, ...]:
    """On what a preview may be made; on nothing where it needs none, or one is being made."""
    active = of.records.active
    settled = of.draft is None or of.sha256 == active or version(of.against) != active
    if settled or not cells or (of.run is not None and of.run.state == "asked"):
        return ()
    own = formats.count(of.finished, "finished cycle")
    return (
        *([Offered(key=RECORDED, label=f"this company’s {own}")] if of.finished else []),
        Offered(key=INVENTED, label="24 invented companies of six months"),
    )


def _stale(of: Versions, row: PlaybookPreviewRow, viewer: Viewer) -> str:
    if row.before != of.records.active:
        return "Another version is active than it was compared with."
    if viewer.now - row.made_at > PREVIEW_LASTS:
        return "It is more than seven days old."
    return ""


def _deeds(of: Versions, cells: Sequence[Cell], preview: PreviewView | None) -> Iterator[Deed]:
    """What may be done with a version that isn't active, against the one that is."""
    active = of.records.active
    if of.sha256 == active or version(of.against) != active:
        return
    if cells and only_tightens(cells) and not of.unproven:
        yield Deed(
            id="activation",
            title="Make it active",
            says="Cycles opened from now on begin with it; running ones keep theirs.",
            action=f"{href(of.sha256)}/activation",
            button="Make it active",
        )
        return
    asked = of.draft.request if of.draft else None
    if preview and not preview.stale and (asked is None or asked.closed_at is not None):
        yield Deed(
            id="submission",
            title="Ask for approval",
            says="It is put to the gate of the active playbook, with this preview. You can’t"
            " approve what you proposed.",
            action=f"{href(of.sha256)}/submission",
            button="Put it to its gate",
            choices=firsts(of.regions),
        )
