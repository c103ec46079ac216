"""What an input's owner sends by their letter's page: a file, corrected cells, or “no change”."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from gates.chain import Channel
from gates.errors import MoveNotAllowed, Refusal
from graphs.demand import ring_cycle
from graphs.input_circumstances import circumstances
from graphs.input_facts import InputFacts
from graphs.input_keeping import Came, keep
from graphs.input_page import latest_numbers, to_correct
from graphs.input_versions import Sent, from_checked, from_words
from graphs.late_versions import keep_late
from graphs.tools import WorkFailed
from planning.changes_said import apply_changes
from planning.checks.circumstances import Circumstances
from planning.checks.grading import graded
from planning.checks.reading import Said, read_and_check
from planning.directory import read_company
from planning.sheets.prefilled import Prefilled
from planning.sheets.refusals import FileRefused
from planning.sheets.typed import NotWholeUnits, table_of, units_of
from runtime.office import Office
from runtime.open_inputs import (
    MEANWHILE,
    facts_of,
    is_frozen,
    open_input,
    ring_input,
    sendable,
)
from runtime.sent_files import own_name
from store import people, submissions
from store.links import LinkHolder
from store.submissions import latest_submission
from store.tables.inputs import InputRequestRow

UNCHANGED = "No change: as last month’s forecast."
VERSIONS_A_DAY = 20
"""By the page: a link that fell into wrong hands can't fill our disks."""


class FileNotTaken(Refusal):
    """The file couldn't be read, and nothing was changed."""


class CellNotTaken(Refusal):
    """A cell isn't a whole number of units, and nothing was changed."""


def send_file(office: Office, holder: LinkHolder, name: str, content: bytes) -> None:
    """Read and checked like a file that came by mail; kept as a version of the owner's.

    Once the baseline is frozen it is kept as late and goes the way of a change. Refused where it
    can't be read, once the cycle is closed, and beyond a day's worth.
    """
    with office.sessions(holder.company_id) as session:
        asked = sendable(session, holder.input_id)
        facts = facts_of(session, asked)
        came = _circumstances(office, session, holder, facts)
    _keep(office, holder, _read(office, facts, came, own_name(name), content))


def send_grid(office: Office, holder: LinkHolder, version: int, typed: Sequence[str]) -> None:
    """The grid's cells, in its order, over the version it was drawn from (0 where there is none).

    Refused besides where a cell isn't a number, where nothing was changed, and where another
    version came since the grid was drawn.
    """
    with office.sessions(holder.company_id) as session:
        asked = sendable(session, holder.input_id)
        latest = latest_submission(session, asked.id)
        if (latest.version if latest else 0) != version:
            raise MoveNotAllowed(MEANWHILE)
        facts = facts_of(session, asked)
        filled = to_correct(facts, latest_numbers(session, asked.id))
        came = _circumstances(office, session, holder, facts)
    if len(typed) != len(filled.cells):
        raise MoveNotAllowed(MEANWHILE)
    units = _units(filled, typed)
    if units == tuple(number for row in filled.rows for number in row.units):
        raise MoveNotAllowed("No cell was changed; if that is so, say “no change”.")
    name = f"{facts.region}_grid.csv"
    _keep(office, holder, _read(office, facts, came, name, table_of(filled, units)), over=version)


def say_unchanged(office: Office, holder: LinkHolder) -> None:
    """What stands goes on standing; before anything does, last month's forecast is the answer."""
    with office.sessions(holder.company_id) as session:
        asked = open_input(session, holder.input_id)
        facts = facts_of(session, asked)
        if facts.stands:
            asked.state, asked.settled_at = "accepted", office.now()
            ring_cycle(office.tools, session, asked.cycle_id)
            return
    lines = apply_changes(read_company(facts.files), facts.region, ())
    _keep(office, holder, from_words(UNCHANGED, lines, {"unchanged": True}))


def _units(filled: Prefilled, typed: Sequence[str]) -> tuple[int | None, ...]:
    try:
        return units_of(typed)
    except NotWholeUnits as wrong:
        sku, tier, month = filled.cells[wrong.at]
        raise CellNotTaken(f"{sku}, {tier}, {month:%b %Y}: “{wrong.typed[:40]}”.") from wrong


def _circumstances(
    office: Office, session: Session, holder: LinkHolder, facts: InputFacts
) -> Circumstances:
    everyone = people.everyone(session, holder.company_id)
    company = read_company(facts.files)
    return circumstances(session, facts, company, _came(office, holder), everyone)


def _came(office: Office, holder: LinkHolder) -> Came:
    return Came(
        sender_id=holder.person_id,
        channel=Channel.LINK,
        message_id=None,
        received_at=office.now(),
    )


def _read(
    office: Office, facts: InputFacts, came: Circumstances, name: str, content: bytes
) -> Sent:
    said = Said(confirmed=facts.layouts)
    try:
        checked = office.tools.apart(
            read_and_check, name, content, facts.files, facts.region, "", came, said
        )
    except (FileRefused, WorkFailed) as refused:
        raise FileNotTaken(str(refused)) from refused
    return from_checked(name, content, graded(checked, facts.severities))


def _keep(office: Office, holder: LinkHolder, sent: Sent, *, over: int | None = None) -> None:
    """A form that is sent twice is one version.

    `over` is the version it was filled from: what came while it was checked isn't overwritten.
    """
    with office.sessions(holder.company_id) as session:
        asked = sendable(session, holder.input_id, lock=True)
        latest = latest_submission(session, asked.id)
        if latest is not None and (latest.file_name, latest.content) == (
            sent.file_name,
            sent.content,
        ):
            return
        if over is not None and over != (latest.version if latest else 0):
            raise MoveNotAllowed(MEANWHILE)
        _not_too_many(office, session, asked)
        came = _came(office, holder)
        if is_frozen(session, asked):
            keep_late(office.tools, session, asked, came, sent)
        else:
            keep(office.tools, session, asked, came, sent)
            ring_input(office, session, asked)


def _not_too_many(office: Office, session: Session, asked: InputRequestRow) -> None:
    since = office.now() - timedelta(days=1)
    today = submissions.versions_since(session, asked.id, since, channel=Channel.LINK)
    if today >= VERSIONS_A_DAY:
        raise MoveNotAllowed(f"{VERSIONS_A_DAY} versions came by this page in a day; try tomorrow.")
