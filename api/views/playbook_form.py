"""A form as its page draws it: entries with bounds and units, rows of them, groups of both."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One value of a choice."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One setting. Its `name` is its path in the playbook."""

    name: str
    label: str
    kind: Literal["number", "choice", "text", "long"]
    value: str
    hint: str = ""
    unit: str = ""
    least: str = ""
    most: str = ""
    choices: tuple[Offered, ...] = ()
    wrong: str = ""
    part: Literal["entry"] = "entry"

    @property
    def bounds(self) -> str:
        """What may be given, in words.

        >>> Entry(name="a", label="A", kind="number", value="1", least="0", most="9").bounds
        '0 to 9'
        """
        return f"{self.least} to {self.most}" if self.least and self.most else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Lines of entries, one more than there are; a line whose first entry is empty is left out."""

    name: str
    label: str
    hint: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    wrong: str = ""
    part: Literal["rows"] = "rows"

    @property
    def filled(self) -> tuple[tuple[Entry, ...], ...]:
        """The lines that there are."""
        return tuple(line for line in self.rows if line[0].value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Settings under one heading."""

    name: str
    label: str
    hint: str
    parts: tuple["Entry | Rows | Group", ...]
    table: bool = False
    """A line of a table, with the others beside it, rather than a block."""
    wrong: int = 0
    """How many of its settings are to be corrected."""
    part: Literal["group"] = "group"

    @property
    def tuned(self) -> tuple["Entry | Rows | Group", ...]:
        """Those of its parts that say anything."""
        return tuple(one for one in self.parts if _says(one))


def _says(part: "Entry | Rows | Group") -> bool:
    if isinstance(part, Entry):
        return part.value not in {"", "0"}
    if isinstance(part, Rows):
        return bool(part.filled)
    return bool(part.tuned)
