"""How the latest version's file was read, from what is kept with it."""

from collections.abc import Iterable, Iterator

from api import formats
from api.gather.layout_words import MARKS, ORDERS, ROLES, UOMS, choices
from api.views.frame import State
from api.views.layouts import (
    ColumnView,
    LayoutFact,
    LayoutForm,
    LayoutView,
    ReadingView,
)
from graphs.input_layouts import as_read
from graphs.input_versions import left_out_of, mappings_of
from planning.sheets.confirmed import Confirmed
from planning.sheets.date_order import DateOrder
from planning.sheets.grid import column_letters
from planning.sheets.lines import CURRENCIES, Uom
from planning.sheets.mapping import Mapping, Period, Role, Shape
from runtime.layout_said import heading_row
from store.tables.inputs import SubmissionRow

CONVERTED = {
    Uom.CASES: "times the case size in items.csv",
    Uom.PALLETS: "times the units a pallet holds in items.csv",
    Uom.KILOGRAMS: "divided by the weight of a unit in items.csv",
    Uom.TONNES: "times 1,000, divided by the weight of a unit in items.csv",
    **dict.fromkeys(
        CURRENCIES, "times the plan’s rate in rates.csv, divided by the price in items.csv"
    ),
}
SHAPES = {
    Shape.WIDE_MONTHS: "a column per month",
    Shape.WIDE_PERIODS: "a column per week or period",
    Shape.LONG: "a row per number",
    Shape.WIDE_DAYS: "a row per day, a column per product",
}
PROPOSED = State(word="Read so by us", icon="half", tone="idle")
IN_DOUBT = State(word="Needs your answer", icon="alert", tone="warn")


def reading_view(
    submission: SubmissionRow | None,
    spoken: Iterable[Confirmed],
    *,
    path: str,
    may_say: bool,
) -> ReadingView | None:
    """Nothing where the latest version came in words, or nothing came.

    `spoken` is what people said about the owner's layouts.
    """
    mappings = mappings_of(submission.understood) if submission else ()
    if submission is None or not mappings:
        return None
    by_shape = {one.shape_id: one for one in spoken}
    said = tuple(
        _layout(one, submission.version, path if may_say else "", by_shape.get(one.shape_id))
        for one in mappings
    )
    return ReadingView(
        file=submission.file_name,
        version=submission.version,
        sheets=said,
        left_out=tuple(
            LayoutFact(label=one.sheet, says=formats.headline(one.what), why=one.detail)
            for one in left_out_of(submission.understood)
        ),
    )


def _layout(mapping: Mapping, version: int, path: str, said: Confirmed | None) -> LayoutView:
    return LayoutView(
        title=mapping.sheet or "The table",
        state=_state(mapping, said),
        columns=tuple(
            ColumnView(
                letter=column_letters(mapping.first_column + column.index),
                title=column.title,
                role=column.role.value,
                word=ROLES[column.role],
                why=column.why,
                first=", ".join(column.samples),
            )
            for column in mapping.columns
        ),
        facts=tuple(_facts(mapping)),
        asks=tuple(f"“{one.observed}”: we need {one.expected}." for one in mapping.doubts),
        form=_form(mapping, version, path) if path and mapping.shape_id else None,
    )


def _state(mapping: Mapping, said: Confirmed | None) -> State:
    """By whose word it is read so: theirs, if they said the same, or ours."""
    if said is not None and as_read(mapping, by=said.by, on=said.on) == said:
        when = formats.day(said.on)
        return State(word=f"As {said.by} said on {when}", icon="check", tone="good")
    return IN_DOUBT if mapping.doubts else PROPOSED


def _facts(mapping: Mapping) -> Iterator[LayoutFact]:
    yield LayoutFact(label="Heading", says=f"Row {heading_row(mapping)}", why=SHAPES[mapping.shape])
    if mapping.periods:
        yield LayoutFact(label="Calendar", says=_calendar(mapping.periods), why=_kind(mapping))
    converted = CONVERTED.get(mapping.uom)
    yield LayoutFact(
        label="Unit",
        says=f"{UOMS[mapping.uom]}, {converted}" if converted else UOMS[mapping.uom],
        why="each row says its own" if mapping.column(Role.UOM) else mapping.uom_why,
    )
    yield LayoutFact(label="Numbers", says=MARKS[mapping.decimal_mark], why=mapping.decimal_why)
    if mapping.date_order is not DateOrder.NOT_NEEDED:
        yield LayoutFact(label="Dates", says=ORDERS[mapping.date_order], why=mapping.date_why)


def _calendar(periods: tuple[Period, ...]) -> str:
    first, last = periods[0], periods[-1]
    return f"{len(periods)} columns, {first.title} to {last.title}"


def _kind(mapping: Mapping) -> str:
    if mapping.shape is Shape.WIDE_MONTHS:
        return "a calendar month each"
    return "weeks or periods; days of two months are split by working days"


def _form(mapping: Mapping, version: int, path: str) -> LayoutForm:
    return LayoutForm(
        path=f"{path}/layout",
        version=version,
        sheet=mapping.sheet,
        heading_row=heading_row(mapping),
        uom=mapping.uom.value,
        decimal_mark=mapping.decimal_mark.value,
        date_order=mapping.date_order.value,
        roles=choices({role: word for role, word in ROLES.items() if role is not Role.DAY}),
        uoms=choices(UOMS),
        marks=choices(MARKS),
        orders=choices(ORDERS),
        fixed_roles=mapping.shape is Shape.WIDE_DAYS,
    )
