"""`company.toml`: what is said once about a company."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from planning.company import Company
from planning.directory_cells import NUMBER, NotThat
from planning.directory_problems import Problem

HEADER_FILE = "company.toml"

EXPECTS: Mapping[str, tuple[type, str]] = {
    "slug": (str, 'a text such as "halden-foods"'),
    "name": (str, 'a text such as "Halden Foods"'),
    "currency": (str, 'the text "EUR"'),
    "timezone": (str, 'a text such as "Europe/Copenhagen"'),
    "plan_start": (date, "a date without quotes, such as 2026-11-09"),
    "horizon_weeks": (int, "a whole number such as 18"),
    "holding_pct_per_year": (str, 'a number in quotes, such as "12.5"'),
    "closed_days": (list, "a list of dates such as [2026-12-24]"),
    "fiscal_pattern": (str, '"4-4-5", "4-5-4" or "5-4-4"'),
    "fiscal_year_starts": (list, "a list of dates such as [2025-12-29, 2026-12-28]"),
    "frozen_weeks": (int, "a whole number such as 2"),
    "weekly_weeks": (int, "a whole number such as 13"),
    "collect_days": (int, "a whole number such as 45"),
    "pay_days": (int, "a whole number such as 30"),
}
WHOLE = ("frozen_weeks", "weekly_weeks", "collect_days", "pay_days")
OPTIONAL = {"closed_days", "fiscal_pattern", "fiscal_year_starts", *WHOLE}
LISTS_OF_DAYS = ("closed_days", "fiscal_year_starts")


def read_header(text: str, problems: list[Problem]) -> dict[str, Any]:
    """The fields of `Company` that the file sets; what is wrong is added to the problems."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(_problem(None, "", f"this isn't TOML: {error}"))
        return {}
    known = f"there is no such line; known are {', '.join(EXPECTS)}"
    problems += [_problem(name, str(read[name]), known) for name in read if name not in EXPECTS]
    values: dict[str, Any] = {}
    for name, (kind, expects) in EXPECTS.items():
        if name not in read:
            if name not in OPTIONAL and text:
                problems.append(_problem(name, "", f"the line is missing; write {expects}"))
        elif type(read[name]) is not kind:
            problems.append(_problem(name, str(read[name]), f"write {expects}"))
        else:
            values[name] = read[name]
    return _refined(values, problems)


def header_text(company: Company) -> str:
    lines = [
        *(
            f"{name} = {json.dumps(getattr(company, name), ensure_ascii=False)}"
            for name in ("slug", "name", "currency", "timezone")
        ),
        f"plan_start = {company.plan_start.isoformat()}",
        f"horizon_weeks = {company.horizon_weeks}",
        f'holding_pct_per_year = "{company.holding_pct_per_year:f}"',
        f"closed_days = [{_listed(company.closed_days)}]",
    ]
    if company.fiscal_pattern:
        lines.append(f'fiscal_pattern = "{company.fiscal_pattern}"')
        lines.append(f"fiscal_year_starts = [{_listed(company.fiscal_year_starts)}]")
    lines += [f"{name} = {number}" for name in WHOLE if (number := getattr(company, name))]
    return "\n".join(lines) + "\n"


def _refined(values: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    if "holding_pct_per_year" in values:
        text = values["holding_pct_per_year"]
        try:
            values["holding_pct_per_year"] = NUMBER.parse(text)
        except NotThat:
            wrong = f"write {EXPECTS['holding_pct_per_year'][1]}"
            problems.append(_problem("holding_pct_per_year", text, wrong))
            values["holding_pct_per_year"] = Decimal(0)
    for name in LISTS_OF_DAYS:
        days: list[Any] = values.get(name, [])
        if any(type(day) is not date for day in days):
            problems.append(_problem(name, str(days), f"write {EXPECTS[name][1]}"))
            days = []
        values[name] = tuple(days)
    return values


def _listed(days: Iterable[date]) -> str:
    return ", ".join(day.isoformat() for day in days)


def _problem(column: str | None, read: str, wrong: str) -> Problem:
    return Problem(file=HEADER_FILE, row=None, column=column, read=read, wrong=wrong)
