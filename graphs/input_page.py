"""What an input's owner is handed to answer with: a link to its page, and a prefilled sheet."""

from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy.orm import Session

from graphs.input_facts import InputFacts
from graphs.letters import INPUT_PAGES, Opens
from mail.letter import Enclosure
from mail.prefilled_workbook import workbook
from planning.checks.expected import expected_months
from planning.directory import read_company
from planning.sheets.prefilled import Key, Prefilled, last_forecast, prefilled
from planning.version_changes import monthly
from store import submissions

LINK_LASTS = timedelta(days=14)
"""Beyond the deadline: what is late can still be sent."""


def page_link(facts: InputFacts, *, at: datetime) -> Opens:
    """A link of its own for each letter."""
    return Opens(
        nonce=token_urlsafe(16),
        page=INPUT_PAGES,
        subject_id=facts.input_id,
        until=max(facts.due_at, at) + LINK_LASTS,
    )


def latest_numbers(session: Session, input_id: int) -> dict[Key, int]:
    """What the latest version says, days and weeks of a month added up; empty where none did."""
    latest = submissions.latest_submission(session, input_id)
    lines = submissions.lines_of(session, latest.id) if latest else []
    return monthly(((line.sku, line.tier, line.month), line.units) for line in lines)


def to_correct(facts: InputFacts, said: dict[Key, int]) -> Prefilled:
    """What was said so far; before anything was, last month's forecast for the months asked."""
    company = read_company(facts.files)
    months: tuple[date, ...] = expected_months(company)
    return prefilled(
        company, facts.region, months, said or last_forecast(company, facts.region, months)
    )


def prefilled_sheet(facts: InputFacts) -> Enclosure:
    """The workbook that goes with the letter that asks."""
    name = f"{facts.region}_{facts.cycle}_forecast.xlsx".lower().replace(" ", "_")
    return Enclosure(name=name, content=workbook(to_correct(facts, {})))
