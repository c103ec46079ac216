"""One version of an input beside the one before it, as its page and as a table."""

from collections.abc import Iterator
from decimal import Decimal

from api import formats
from api.gather import words
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.frame import State
from api.views.versions import MoveRow, VersionLink, VersionView
from planning.company import Company
from planning.sheets.inert_csv import inert_csv
from planning.sheets.prefilled import last_forecast
from planning.version_changes import CellMove, cell_moves
from store.reading_inputs import InputRecord
from store.reading_versions import VersionRecord

SHOWN = 300
WAYS = {
    "web": Say("on its page, signed in"),
    "mail": Say("by mail"),
    "link": Say("on its page, by the link in the letter"),
    "command_line": Say("from the command line"),
    "worker": Say("by the system"),
}
LAST_MONTH = Say("last month’s forecast")
BEFORE = State(word=Say("Before the cut-off"), icon="check", tone="good")
AFTER = State(word=Say("After the cut-off"), icon="clock", tone="warn")
TITLES = (
    "SKU",
    Say("Tier"),
    Say("Month"),
    Say("Before (units)"),
    Say("After (units)"),
    Say("Change (units)"),
)


def moves_of(record: VersionRecord, company: Company, region: str) -> tuple[CellMove, ...]:
    """Against the version before; of the first, against last month's forecast."""
    before = record.before
    if before is None:
        months = {month for _, _, month in record.units}
        before = last_forecast(company, region, months)
    prices = {item.sku: item.price_eur for item in company.items}
    return cell_moves(before, record.units, prices)


def version_view(
    of: InputRecord, record: VersionRecord, company: Company, viewer: Viewer
) -> VersionView:
    row, asked = record.row, of.row
    moves = moves_of(record, company, asked.region)
    names = {item.sku: item.name for item in company.items}
    tiers = {tier.code: tier.name for tier in company.tiers}
    here = f"/inputs/{asked.id}/versions"
    return VersionView(
        path=f"{here}/{row.version}",
        back=f"/inputs/{asked.id}",
        title=formats.headline(asked.title),
        owner=of.owner.name,
        version=row.version,
        sender=record.sender,
        at=row.received_at.astimezone(viewer.zone),
        way=WAYS.get(row.channel, row.channel),
        state=words.SUBMISSIONS[row.state],
        cut_off=AFTER if row.late else BEFORE,
        due_at=asked.due_at.astimezone(viewer.zone),
        file=row.file_name,
        sha256=row.sha256,
        against=LAST_MONTH
        if record.before is None
        else say("version {version}", version=row.version - 1),
        made_by=tuple(_made_by(record)),
        summary=_summary(moves),
        moves=tuple(_row(one, names, tiers) for one in moves[:SHOWN]),
        more=max(len(moves) - SHOWN, 0),
        others=tuple(
            VersionLink(
                version=one.version,
                href=f"{here}/{one.version}",
                here=one.version == row.version,
            )
            for one in reversed(of.submissions)
        ),
    )


def _made_by(record: VersionRecord) -> Iterator[str]:
    understood = record.row.understood or {}
    if done := understood.get("corrected"):
        yield say("{done} cells of the file corrected as we proposed", done=len(done["changes"]))
    for sheet in understood.get("mappings", ()):
        if sheet.get("confirmed_by"):
            sheet_name = sheet["sheet"] or say("Its table")
            yield say("{sheet} read as {who} said", sheet=sheet_name, who=sheet["confirmed_by"])


def _summary(moves: tuple[CellMove, ...]) -> str:
    if not moves:
        return say("No number moved.")
    units = sum(one.units for one in moves)
    eur = sum(one.worth_eur for one in moves)
    counted = (
        say("1 number")
        if len(moves) == 1
        else say("{number} numbers", number=formats.number(len(moves)))
    )
    sign = "+" if units > 0 else ""
    moved = say(
        "{sign}{number} units, {amount} at list price",
        sign=sign,
        number=formats.number(units),
        amount=formats.eur(eur),
    )
    return say("{counted} moved: {moved}.", counted=counted, moved=moved)


def _row(one: CellMove, names: dict[str, str], tiers: dict[str, str]) -> MoveRow:
    return MoveRow(
        product=f"{one.sku} {names.get(one.sku, '')}".strip(),
        tier=tiers.get(one.tier, one.tier),
        month=f"{one.month:%b %Y}",
        before=formats.number(one.before),
        after=formats.number(one.after),
        units=formats.signed(Decimal(one.units)),
        eur=formats.eur(one.worth_eur),
    )


def moves_table(moves: tuple[CellMove, ...]) -> bytes:
    """Every number that moved, as CSV that runs nothing."""
    return inert_csv(
        TITLES,
        (
            (one.sku, one.tier, f"{one.month:%Y-%m}", one.before, one.after, one.units)
            for one in moves
        ),
    )
