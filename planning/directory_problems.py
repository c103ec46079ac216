"""What is wrong in a company directory, said so that the person who keeps the file can fix it."""

from dataclasses import dataclass

SHOWN_AT_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to fix. `row` counts lines as a text editor does: the header is row 1."""

    file: str
    row: int | None
    column: str | None
    read: str
    wrong: str
    """What is wrong and what to do, as one clause."""
    rule: str = ""
    """The check that it fails, where it is one of `planning/checks/catalogue.py`."""

    def __str__(self) -> str:
        place = [self.file]
        place += [f"row {self.row}"] if self.row is not None else []
        place += [f"column {self.column}"] if self.column is not None else []
        return f"{', '.join(place)}: read {self.read!r}; {self.wrong}"


class FilesUnusable(Exception):
    """These files can't be used. Correct these and run again:"""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:SHOWN_AT_MOST]]
        more = len(self.problems) - len(lines)
        lines += [f"and {more} more"] if more else []
        return "\n  ".join([self.__doc__ or "", *lines])


class CompanyDirectoryUnusable(FilesUnusable):
    """The company directory can't be planned with. Correct these and run again:"""


class ScenariosUnusable(FilesUnusable):
    """The scenarios can't be solved. Correct these and run again:"""
