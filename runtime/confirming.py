"""Saying how a sheet is to be read: kept for its layout, and the version read again if need be."""

from datetime import datetime

from sqlalchemy.orm import Session

from gates.errors import MoveNotAllowed
from gates.people import Role, person
from graphs.input_correcting import with_changes
from graphs.input_keeping import Came, keep
from graphs.input_layouts import as_read, reading_of
from graphs.input_versions import Sent, from_checked, mappings_of
from planning.checks.grading import graded
from planning.checks.reading import Said, read_and_check
from planning.sheets.confirmed import Confirmed
from planning.sheets.picked import PickedHeading
from planning.sheets.refusals import FileRefused
from runtime.layout_said import (
    LayoutSaid,
    SheetAsRead,
    as_confirmed,
    heading_row,
    sheet_as_read,
)
from runtime.office import Office
from runtime.open_inputs import held, ring_input
from store import layouts, ledger
from store.cycles import input_case
from store.ledger import Occasion
from store.tables.inputs import InputRequestRow, SubmissionRow


def confirm_layout(office: Office, said: LayoutSaid) -> None:
    """Remember it, with the person's name; the version is read again where that changes it.

    Refused to anybody but the owner and the S&OP lead, where a later version came, where two
    columns get one role, where the row named can't be a heading, and once the baseline is frozen.
    """
    at = office.now()
    with office.sessions(said.company_id) as session:
        sheet = sheet_as_read(session, said, on=at.date())
    moved = said.heading_row != heading_row(sheet.mapping)
    wanted = as_read(sheet.mapping, by=sheet.by.name, on=sheet.on)
    sent = None
    if moved:
        sent = _read_again(office, sheet, _from_row(said, sheet))
        wanted = _as_read_now(said, sheet, sent)
    elif (spoken := as_confirmed(said, sheet)) != wanted or sheet.mapping.doubts:
        wanted = spoken
        sent = _read_again(office, sheet, _by_word(sheet, spoken))
    with office.sessions(said.company_id) as session:
        asked = held(session, said.input_id, sheet.submission_id)
        _remember(session, asked, sheet, wanted, at)
        _write_history(session, asked, sheet, wanted, again=sent is not None, at=at)
        if sent is not None:
            _keep(office, session, asked, sheet, sent, at)


def _by_word(sheet: SheetAsRead, spoken: Confirmed) -> Said:
    return Said(changes=sheet.changes, confirmed=(spoken, *sheet.facts.layouts))


def _from_row(said: LayoutSaid, sheet: SheetAsRead) -> Said:
    heading = PickedHeading(sheet=said.sheet, row=said.heading_row, by=sheet.by.name, on=sheet.on)
    return Said(changes=sheet.changes, confirmed=sheet.facts.layouts, headings=(heading,))


def _read_again(office: Office, sheet: SheetAsRead, spoken: Said) -> Sent:
    """The same bytes, read as said. Of another heading row, its columns as we propose them."""
    name, content, facts = sheet.file_name, sheet.content, sheet.facts
    try:
        checked = office.tools.apart(
            read_and_check, name, content, facts.files, facts.region, "", None, spoken
        )
    except FileRefused as refused:
        raise MoveNotAllowed(str(refused)) from refused
    sent = from_checked(name, content, graded(checked, facts.severities))
    return with_changes(sent, sheet.version, sheet.changes) if sheet.changes else sent


def _as_read_now(said: LayoutSaid, sheet: SheetAsRead, sent: Sent) -> Confirmed:
    (now,) = [one for one in mappings_of(sent.understood) if one.sheet == said.sheet]
    return as_read(now, by=sheet.by.name, on=sheet.on)


def _keep(
    office: Office,
    session: Session,
    asked: InputRequestRow,
    sheet: SheetAsRead,
    sent: Sent,
    at: datetime,
) -> None:
    came = Came(sender_id=sheet.by.id, channel=sheet.channel, message_id=None, received_at=at)
    keep(office.tools, session, asked, came, sent)
    ring_input(office, session, asked)


def _remember(
    session: Session, asked: InputRequestRow, sheet: SheetAsRead, wanted: Confirmed, at: datetime
) -> None:
    layouts.add_layout(
        session,
        session.get_one(SubmissionRow, sheet.submission_id),
        owner_id=asked.owner_id,
        shape_id=wanted.shape_id,
        reading=reading_of(wanted),
        by=sheet.by,
        at=at,
    )


def _write_history(
    session: Session,
    asked: InputRequestRow,
    sheet: SheetAsRead,
    wanted: Confirmed,
    *,
    again: bool,
    at: datetime,
) -> None:
    ledger.append(
        session,
        Occasion(
            company_id=asked.company_id,
            channel=sheet.channel,
            case_id=input_case(asked.id),
            brief_sha256=None,
        ),
        at=at,
        kind="layout_confirmed",
        actor=person(sheet.by.key, Role(sheet.by.role)),
        subject=f"input:{asked.id}",
        facts={
            "version": sheet.version,
            "sheet": sheet.mapping.sheet,
            "shape": wanted.shape_id,
            "reading": reading_of(wanted),
            "read_again": again,
        },
    )
