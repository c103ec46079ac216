"""What the demo's planners send is objected to for what it gets wrong, and for nothing else."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest
from python_calamine import CalamineWorkbook

from agents.ask import BuiltIn
from agents.reading_values import Reading, Verdict
from agents.replies.values import AnswerIntent
from gates.letter_hours import Habits
from gates.people import Role
from graphs.input_facts import InputFacts
from graphs.input_words import forecast_context, said_changes
from planning.changes_said import apply_changes
from planning.checks.check import Checked
from planning.checks.groups import group_findings
from planning.checks.reading import read_and_check
from planning.company import Company
from planning.consolidation import consolidate
from planning.directory import write_company
from planning.directory_rules import broken_rules
from planning.promotion_days import promoted_share
from runtime.halden import halden_foods
from runtime.halden_files import LUCIA_SAYS, as_loaded, files_of
from store.people import Addressee

REGION_OF = {"erik": "nordics", "franka": "dach"}
FIRST, CORRECTED = 0, 1
DECEMBER = date(2026, 12, 1)


@cache
def loaded() -> Company:
    return as_loaded()


@cache
def agreed() -> Company:
    return halden_foods()


@cache
def checked(person: str, version: int) -> Checked:
    file = files_of(agreed())[person][version]
    return read_and_check(file.name, file.content, write_company(loaded()), REGION_OF[person])


def by_rule(found: Checked) -> dict[str, int]:
    return dict(Counter(finding.rule for finding in found.findings))


def oat_bars(company: Company, region: str) -> int:
    """Units of the region's December."""
    return sum(
        line.units
        for line in company.forecast
        if (line.region, line.month) == (region, DECEMBER) and line.sku.startswith("OB-")
    )


def lucias_reading() -> Reading:
    lucia, *_ = everyone = tuple(
        Addressee(
            person_id=at,
            key=person.key,
            name=person.name,
            email=person.email,
            timezone=person.timezone,
            role=Role(person.role),
            title=person.title,
            manager_key=person.manager,
            habits=Habits(timezone=person.timezone),
        )
        for at, person in enumerate(sorted(agreed().people, key=lambda one: one.key != "lucia"))
    )
    at = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
    facts = InputFacts(
        input_id=1,
        cycle_id=1,
        region="iberia",
        region_name="Iberia",
        month=date(2026, 11, 1),
        cycle="November 2026",
        asked_at=at,
        due_at=at,
        state="open",
        reminders=2,
        stands=False,
        owner=lucia,
        lead=lucia,
        files={},
        severities={},
        layouts=(),
    )
    return BuiltIn().read_reply(forecast_context(loaded(), facts, everyone, LUCIA_SAYS, at))


def test_only_the_forecast_of_the_promotion_is_last_months() -> None:
    assert replace(loaded(), forecast=agreed().forecast) == agreed()
    assert not broken_rules(loaded())
    promotion = agreed().promotions[0]
    share = float(promoted_share(promotion, DECEMBER, agreed().closed_days))
    for region in ("nordics", "dach", "iberia"):
        raised = oat_bars(agreed(), region) / oat_bars(loaded(), region)
        assert raised == pytest.approx((1 + 0.15 * share) / (1 + 0.09 * share), rel=1e-4)
    moved = {
        (new.sku[:2], new.month)
        for new, old in zip(agreed().forecast, loaded().forecast, strict=True)
        if new != old
    }
    assert moved == {("OB", DECEMBER)}


def test_erik_first_sends_a_number_twice_and_a_bar_without_its_uplift() -> None:
    found = checked("erik", FIRST)
    assert by_rule(found) == {"R21": 1, "R50": 1, "R54": 1}
    (twice,) = found.blocking
    assert twice.rule == "R21"
    assert "SB-03 Seed Bar Sunflower 10 x 30 g, Retail, Dec 2026" in twice.message
    (flat,) = (one for one in found.findings if one.rule == "R50")
    assert flat.message.startswith("OB-05 Oat Bar Berry")
    assert flat.source is not None
    assert twice.source is not None
    # every December stands in column E, under two rows of notes and two of header
    assert (flat.source.address, twice.source.address) == ("E19", "E66")


def test_franka_first_sends_the_granola_in_cases() -> None:
    found = checked("franka", FIRST)
    skus, tiers, months = 6, 3, 6
    assert by_rule(found) == {"R31": skus * tiers * months, "R54": 1}
    assert {one.rule for one in found.blocking} == {"R31"}
    assert all(one.message.startswith("GR-") for one in found.blocking)
    assert all(one.source and one.source.address.startswith("E") for one in found.blocking)
    assert group_findings(found.findings)[0].title == "108 rows: cases sent as units"


@pytest.mark.parametrize("person", REGION_OF)
def test_what_comes_back_corrected_is_objected_to_in_nothing(person: str) -> None:
    found = checked(person, CORRECTED)
    assert not found.blocking
    assert by_rule(found) == {"R54": 1}


def test_once_all_is_accepted_the_forecast_is_the_one_sales_agreed() -> None:
    said = apply_changes(loaded(), "iberia", said_changes(lucias_reading().changes))
    accepted = {REGION_OF[person]: checked(person, CORRECTED).lines for person in REGION_OF}
    made = consolidate(loaded(), accepted | {"iberia": said})
    assert (made.kept, made.substituted) == ((), ())
    for line, wanted in zip(made.company.forecast, agreed().forecast, strict=True):
        if line.region == "iberia":
            assert line.units == pytest.approx(wanted.units, rel=0.004)
        else:
            assert line == wanted
    iberia = oat_bars(made.company, "iberia") / oat_bars(agreed(), "iberia")
    assert iberia == pytest.approx(1, abs=0.0025)


def test_lucias_answer_is_understood_without_asking_back() -> None:
    reading = lucias_reading()
    assert (reading.intent, reading.verdict) == (AnswerIntent.PROVIDES_VALUE, Verdict.ACCEPT)
    assert reading.unchanged
    (change,) = reading.changes
    assert (change.scope, change.month) == ("Oat Bars", DECEMBER)


def test_the_same_company_makes_the_same_bytes() -> None:
    assert files_of(halden_foods()) == files_of(agreed())


def test_nothing_in_a_workbook_tells_when_it_was_made() -> None:
    for file in files_of(agreed())["erik"]:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert "2026-11-10T08:40:00Z" in archive.read("docProps/core.xml").decode()


def test_a_workbooks_totals_are_what_a_spreadsheet_would_work_out() -> None:
    """The stored value of each SUM, against the rows it stands under."""
    for file in files_of(agreed())["erik"]:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        rows = book.get_sheet_by_index(0).to_python()[6:]
        block, whole = [0.0] * 7, [0.0] * 7
        for row in rows:
            numbers = [float(str(cell) or 0) for cell in row[3:]]
            if str(row[0]).startswith("Subtotal"):
                assert numbers == block
                whole = [a + b for a, b in zip(whole, block, strict=True)]
                block = [0.0] * 7
            elif str(row[0]).startswith("Grand"):
                assert numbers == whole
            else:
                assert numbers[-1] == sum(numbers[:-1])
                block = [a + b for a, b in zip(block, numbers, strict=True)]


def test_frankas_table_is_as_excel_saves_it_in_germany() -> None:
    for file in files_of(agreed())["franka"]:
        assert file.content.startswith(b"\xef\xbb\xbf")
        header, first, *_ = file.content.decode("utf-8-sig").split("\r\n")
        assert header.startswith("Artikelnummer;Bezeichnung;Kundengruppe;Monat;Menge (Stück)")
        assert first.startswith("OB-01;Haferriegel Original 12 x 35 g;Key accounts;Nov 2026;")
        assert first.endswith(";4,20")
