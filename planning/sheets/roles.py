"""What one titled column is: by its title, then by what its cells hold."""

from dataclasses import replace

from planning.sheets.grid import Grid, text_of
from planning.sheets.mapping import MappedColumn, Role
from planning.sheets.numerals import DecimalMark, parse_number
from planning.sheets.periods import parse_span
from planning.sheets.vocabulary import (
    HEADER_WORDS,
    Vocabulary,
    fold,
    is_total,
    spelled,
    uom_in,
    words,
)

SAMPLE_ROWS = 200
SAMPLES, SAMPLE_CHARACTERS = 3, 40
ROLE_OF_WORD = (
    ("sku", Role.SKU),
    ("tier", Role.TIER),
    ("region", Role.REGION),
    ("month", Role.MONTH),
    ("comment", Role.COMMENT),
    ("family", Role.FAMILY),
    ("uom", Role.UOM),
    ("quantity", Role.QUANTITY),
)
NAME_WORDS = spelled("name description bezeichnung descripcion nombre beskrivelse navn")


def column_roles(
    grid: Grid, header: int, known: Vocabulary, *, skip: set[int]
) -> tuple[MappedColumn, ...]:
    """Every titled column but the skipped ones. A role is given once; the first to fit has it."""
    taken: set[Role] = set()
    columns: list[MappedColumn] = []
    for index, cell in enumerate(grid.rows[header]):
        title = text_of(cell)
        if not title or index in skip:
            continue
        role, why = role_of(grid, header, index, title)
        if role in taken:
            role, why = Role.IGNORED, f"another column is the {role}"
        if role not in {Role.IGNORED, Role.TOTAL}:
            taken.add(role)
        samples = samples_of(grid, header, index)
        columns.append(MappedColumn(index=index, title=title, role=role, why=why, samples=samples))
    if Role.SKU not in taken:
        columns = [by_content(grid, header, column, known) for column in columns]
    return tuple(columns)


def role_of(grid: Grid, header: int, index: int, title: str) -> tuple[Role, str]:
    if is_total(title):
        return Role.TOTAL, "its title says total"
    folded = fold(title)
    spoken = words(title)
    if set(spoken) & NAME_WORDS:
        return Role.IGNORED, "a name beside the code"
    for key, role in ROLE_OF_WORD:
        if folded in HEADER_WORDS[key]:
            return fitting(grid, header, index, role), f"titled “{title}”"
    for key, role in ROLE_OF_WORD:
        if set(spoken) & HEADER_WORDS[key]:
            return fitting(grid, header, index, role), f"“{title}” speaks of {role}"
    return Role.IGNORED, "its title says nothing we need"


def fitting(grid: Grid, header: int, index: int, role: Role) -> Role:
    """`Unit` and `Units` differ by what is beneath them; a number isn't a unit of measure."""
    cells = column_cells(grid, header, index)
    if role is Role.QUANTITY and cells and all(uom_in(cell) for cell in cells):
        return Role.UOM
    if role is Role.UOM and cells and all(is_number(cell) for cell in cells):
        return Role.QUANTITY
    if role is Role.MONTH and cells and not any(parse_span(cell) for cell in cells):
        return Role.MONTH if not all(is_number(cell) for cell in cells) else Role.IGNORED
    return role


def by_content(grid: Grid, header: int, column: MappedColumn, known: Vocabulary) -> MappedColumn:
    """A column without a title we know, but full of our SKU codes."""
    cells = column_cells(grid, header, column.index)
    ours = sum(fold(cell) in known.skus for cell in cells)
    if column.role is not Role.IGNORED or not cells or 2 * ours <= len(cells):
        return column
    return replace(column, role=Role.SKU, why=f"{ours} of {len(cells)} cells are our SKUs")


def column_cells(grid: Grid, header: int, index: int) -> list[str]:
    rows = range(header + 1, min(len(grid.rows), header + 1 + SAMPLE_ROWS))
    return [text for row in rows if (text := grid.text(row, index))]


def samples_of(grid: Grid, header: int, index: int) -> tuple[str, ...]:
    """The first different texts of a column, short enough to be shown."""
    found = dict.fromkeys(cell[:SAMPLE_CHARACTERS] for cell in column_cells(grid, header, index))
    return tuple(found)[:SAMPLES]


def is_number(text: str) -> bool:
    return any(parse_number(text, mark) is not None for mark in DecimalMark)
