"""Which month a header means: a date, `Nov 2026`, `2026-11`, `2024M01`, or Excel's serial day."""

import re
from datetime import date, datetime, timedelta

from planning.sheets.grid import Cell

EXCEL_EPOCH = date(1899, 12, 30)
"""Serial 1 is 1900-01-01 after Lotus's leap-year mistake; exact from 1900-03-01 on."""
SERIAL_FIRST, SERIAL_LAST = 36_526, 73_050
"""2000-01-01 to 2099-12-31: a number outside isn't taken for a date."""
SERIAL_DIGITS = 5
NAMES = {
    1: "jan january januar januari enero ene janvier gennaio",
    2: "feb february februar februari febrero fevrier febbraio",
    3: "mar march marz maerz mars marzo mrz marts",
    4: "apr april abril abr avril aprile",
    5: "may mai mayo maj maggio",
    6: "jun june juni junio juin giugno",
    7: "jul july juli julio juillet luglio",
    8: "aug august agosto ago aout augusti",
    9: "sep sept september septiembre septembre settembre",
    10: "oct october oktober okt octubre octobre ottobre",
    11: "nov november noviembre novembre",
    12: "dec december dezember dez desember diciembre dic decembre dicembre",
}
MONTH_OF_NAME = {name: month for month, names in NAMES.items() for name in names.split()}
PLAIN = str.maketrans("áàâäåãéèêëíìîïóòôöøõúùûüçñ", "aaaaaaeeeeiiiioooooouuuucn")

YEAR_MONTH = re.compile(r"(20\d\d)\s*[-/. ]?\s*[mp]?\s*(\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-/.]\s*(20\d\d)")
YEAR_MONTH_DAY = re.compile(r"(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.(20\d\d)")
NAME_YEAR = re.compile(r"([a-z]+)\.?\s*[-/' ]?\s*(20\d\d|\d\d)")
YEAR_NAME = re.compile(r"(20\d\d)\s*[-/ ]?\s*([a-z]+)\.?")


def parse_month(cell: Cell) -> date | None:
    """First day of the month, or None where the cell names none.

    >>> [parse_month(cell).isoformat() for cell in ("Nov 2026", "2026-11", "2026M11", 46327.0)]
    ['2026-11-01', '2026-11-01', '2026-11-01', '2026-11-01']
    >>> parse_month("Total 2026") is None
    True
    """
    day = parse_day(cell)
    if day is not None:
        return day.replace(day=1)
    if not isinstance(cell, str):
        return None
    return month_in_words(cell.strip().lower().translate(PLAIN))


def month_in_words(text: str) -> date | None:
    if match := YEAR_MONTH.fullmatch(text):
        return first_day(int(match[1]), int(match[2]))
    if match := MONTH_YEAR.fullmatch(text):
        return first_day(int(match[2]), int(match[1]))
    if match := NAME_YEAR.fullmatch(text):
        year = int(match[2])
        # two digits mean this century
        return first_day(year if len(match[2]) > 2 else 2000 + year, MONTH_OF_NAME.get(match[1]))  # noqa: PLR2004
    if match := YEAR_NAME.fullmatch(text):
        return first_day(int(match[1]), MONTH_OF_NAME.get(match[2]))
    return None


def parse_day(cell: Cell) -> date | None:
    """A calendar day, from a date cell, ISO text, `24.12.2026` or a serial.

    >>> parse_day("2023-01-05 00:00:00"), parse_day("24.12.2026"), parse_day("Nov 2026")
    (datetime.date(2023, 1, 5), datetime.date(2026, 12, 24), None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return day_in_text(cell.strip().lower())
    if cell is None or isinstance(cell, bool):
        return None
    return day_of_serial(cell)


def day_in_text(text: str) -> date | None:
    if match := YEAR_MONTH_DAY.fullmatch(text):
        return valid_day(int(match[1]), int(match[2]), int(match[3]))
    if match := DAY_MONTH_YEAR.fullmatch(text):
        return valid_day(int(match[3]), int(match[2]), int(match[1]))
    if text.isascii() and text.isdigit() and len(text) == SERIAL_DIGITS:
        return day_of_serial(int(text))
    return None


def day_of_serial(serial: float) -> date | None:
    if not SERIAL_FIRST <= serial <= SERIAL_LAST or serial != int(serial):
        return None
    return EXCEL_EPOCH + timedelta(days=int(serial))


def first_day(year: int, month: int | None) -> date | None:
    return None if month is None else valid_day(year, month, 1)


def valid_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
