"""What somebody says about a sheet of a version, and that version as it stands."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gates.chain import Channel
from gates.errors import MoveNotAllowed, NotYourDecision
from gates.people import Role
from graphs.input_correcting import earlier_changes
from graphs.input_facts import InputFacts
from graphs.input_versions import mappings_of
from planning.checks.correction import CellChange
from planning.sheets import mapping as sheets
from planning.sheets.confirmed import Confirmed
from planning.sheets.date_order import DateOrder
from planning.sheets.lines import Uom
from planning.sheets.numerals import DecimalMark
from runtime.open_inputs import facts_of, latest_open
from store.people import person_by_key
from store.tables.inputs import InputRequestRow
from store.tables.people import PersonRow

MAY_CONFIRM_ANY = frozenset({Role.SOP_LEAD})
REPEATED = frozenset({sheets.Role.IGNORED, sheets.Role.TOTAL})
"""Roles that any number of columns may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutSaid:
    """Who says it, about which sheet of which version, and how it is to be read.

    `heading_row` counts as the spreadsheet does; another one than before has its columns
    proposed anew, and then `roles` isn't looked at.
    """

    company_id: int
    person_key: str
    input_id: int
    version: int
    sheet: str
    heading_row: int
    roles: tuple[sheets.Role, ...]
    uom: Uom
    decimal_mark: DecimalMark
    date_order: DateOrder
    channel: Channel = Channel.WEB


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAsRead:
    """The version it is said about, read before anything is computed."""

    facts: InputFacts
    submission_id: int
    version: int
    file_name: str
    content: bytes
    changes: tuple[CellChange, ...]
    mapping: sheets.Mapping
    by: PersonRow
    on: date
    channel: Channel


def sheet_as_read(session: Session, said: LayoutSaid, *, on: date) -> SheetAsRead:
    """Refused to anybody but the input's owner and the S&OP lead."""
    asked = session.get(InputRequestRow, said.input_id)
    who = person_by_key(session, said.company_id, said.person_key)
    if asked is None or asked.company_id != said.company_id:
        raise NotYourDecision
    if asked.owner_id != who.id and Role(who.role) not in MAY_CONFIRM_ANY:
        raise NotYourDecision
    latest = latest_open(session, asked, said.version)
    found = [one for one in mappings_of(latest.understood) if one.sheet == said.sheet]
    if not found:
        raise MoveNotAllowed("No such sheet was read in this version.")
    return SheetAsRead(
        facts=facts_of(session, asked),
        submission_id=latest.id,
        version=latest.version,
        file_name=latest.file_name,
        content=latest.content,
        changes=earlier_changes(latest),
        mapping=found[0],
        by=who,
        on=on,
        channel=said.channel,
    )


def as_confirmed(said: LayoutSaid, sheet: SheetAsRead) -> Confirmed:
    """Refused where a column is left open or two are said to be the same."""
    if len(said.roles) != len(sheet.mapping.columns):
        raise MoveNotAllowed("Say of every column what it is.")
    once = [role for role in said.roles if role not in REPEATED]
    if sheet.mapping.shape is not sheets.Shape.WIDE_DAYS and len(once) != len(set(once)):
        raise MoveNotAllowed("Two columns can't be the same; leave one of them out.")
    return Confirmed(
        shape_id=sheet.mapping.shape_id,
        roles=said.roles,
        uom=said.uom,
        decimal_mark=said.decimal_mark,
        date_order=said.date_order,
        by=sheet.by.name,
        on=sheet.on,
    )


def heading_row(mapping: sheets.Mapping) -> int:
    """As the spreadsheet counts."""
    return mapping.first_row + mapping.header
