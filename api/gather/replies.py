"""Replies nobody could take as they stand, and the form for one of them."""

from typing import Any

from agents.reading_suspicion import visible
from agents.replies.values import AnswerIntent
from api.gather.understood import INTENTS, understood
from api.reading_form import ReadingForm
from api.views.decision import Viewer
from api.views.people import Choice
from api.views.replies import ReadingFormView, ReplyLine, ReplyView
from gates.people import Role
from runtime.correcting_reading import MAY_READ
from store.people import Addressee
from store.replies import CAME_LATE, CLARIFY, CORRECTED
from store.tables.effects import MessageRow

_PAGES = {"input": "/inputs/", "action": "/actions/"}


def reply_line(row: MessageRow, names: dict[int, str], viewer: Viewer) -> ReplyLine:
    said = row.reading or {}
    return ReplyLine(
        href=f"/replies/{row.id}",
        who=names.get(row.sender_id or 0, "somebody"),
        subject=visible(row.subject) or "(no subject)",
        at=row.received_at.astimezone(viewer.zone),
        understood=INTENTS.get(str(said.get("intent")), ""),
        why=str(said.get("why", "")),
    )


def reply_view(
    row: MessageRow,
    people: tuple[Addressee, ...],
    viewer: Viewer,
    *,
    typed: ReadingForm | None = None,
    wrong: dict[str, str] | None = None,
    message: str = "",
) -> ReplyView:
    said = row.reading or {}
    open_still = said.get("leads") == CLARIFY and CORRECTED not in said
    mine = open_still and Role(viewer.role) in MAY_READ
    names = {who.person_id: who.name for who in people}
    return ReplyView(
        line=reply_line(row, names, viewer),
        about_href=_about(row),
        text=visible(row.text),
        understood=understood(row),
        settled_by=str(said.get(CORRECTED, {}).get("by_name", "")),
        form=_form(row, people, typed or _as_read(said), wrong or {}) if mine else None,
        message=message,
        late=bool(said.get(CAME_LATE)),
    )


def _about(row: MessageRow) -> str:
    kind, _, number = (row.case_id or "").partition(":")
    return f"{_PAGES[kind]}{number}" if kind in _PAGES else ""


def _as_read(said: dict[str, Any]) -> ReadingForm:
    """Filled in with what we read, for the person to put right."""
    return ReadingForm(
        intent=str(said.get("intent") or ""),
        quantity=str(said.get("quantity") or ""),
        unit=str(said.get("unit") or ""),
        when=str(said.get("when") or ""),
        delegate=str(said.get("person_key") or ""),
        reason=str(said.get("reason") or ""),
        unchanged="yes" if said.get("unchanged") else "",
    )


def _form(
    row: MessageRow, people: tuple[Addressee, ...], filled: ReadingForm, wrong: dict[str, str]
) -> ReadingFormView:
    asked = (row.reading or {}).get("asked", {})
    intents = [(intent.value, INTENTS[intent.value]) for intent in AnswerIntent]
    return ReadingFormView(
        action=f"/replies/{row.id}/reading",
        intents=tuple(
            Choice(key=key, label=label, chosen=key == filled.intent) for key, label in intents
        ),
        people=tuple(
            Choice(key=who.key, label=who.name, chosen=who.key == filled.delegate) for who in people
        ),
        quantity=filled.quantity,
        unit=filled.unit,
        when=filled.when,
        reason=filled.reason,
        unchanged=bool(filled.unchanged),
        of_forecast=asked.get("kind") == "forecast",
        wrong=wrong,
    )
