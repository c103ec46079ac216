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
    kind: Literal["number", "choice", "text"]
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
