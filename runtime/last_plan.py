"""The plan before, from the JSON that an earlier run of `sopwith plan` wrote."""

import json
from pathlib import Path
from typing import Any

from planning.directory_problems import Problem, ScenariosUnusable
from planning.plain_values import restore
from planning.sold import SoldLine


def read_last_plan(path: Path, option: str | None) -> tuple[SoldLine, ...]:
    """What the option sells that was locked then, by its key; the only one needs none."""
    try:
        options = {
            str(one["scenario"]["key"]): one["sold"]
            for one in json.loads(path.read_text(encoding="utf-8"))["options"]
        }
    except (OSError, UnicodeDecodeError, ValueError, LookupError, TypeError) as error:
        raise _unusable(path, error, "this isn't the JSON of a run of sopwith plan") from error
    key = next(iter(options)) if option is None and len(options) == 1 else option
    if key not in options:
        wrong = f"name the option that was locked with --last-option: one of {', '.join(options)}"
        raise _unusable(path, option or "", wrong)
    return _lines(path, options[key])


def _lines(path: Path, sold: Any) -> tuple[SoldLine, ...]:
    try:
        return tuple(restore(SoldLine, line) for line in sold)
    except (ArithmeticError, ValueError, LookupError, TypeError) as error:
        raise _unusable(path, error, "its sold lines can't be read") from error


def _unusable(path: Path, read: object, wrong: str) -> ScenariosUnusable:
    return ScenariosUnusable(
        (Problem(file=path.name, row=None, column=None, read=str(read), wrong=wrong),)
    )
