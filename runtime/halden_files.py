"""What Halden's regional planners send in the demo: a file, its correction, and an answer in words.

Last month the forecast held the Oat Bars promotion at +9 %; this month Sales agreed +15 %.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from planning.company import Company
from runtime.halden import CLOSED_DAYS, OAT_BARS_PROMOTION, SEED, halden_foods
from runtime.halden_demand import forecast
from runtime.halden_file_dach import dach_table
from runtime.halden_file_nordics import nordics_workbook

LAST_MONTHS_UPLIFT_PCT = Decimal(9)

LUCIA_SAYS = "Hola,\n\nsame as last month, except Oat Bars +4 % in December.\n\nSaludos\nLucía"
"""Iberia's answer. The promotion runs on 12 of December's 16 working days, so +15 % instead of
+9 % makes the month 1.1125 / 1.0675 = 1.042 of what it was.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFile:
    name: str
    content: bytes


def as_loaded() -> Company:
    """The company before its cycle: the promotion is announced, the forecast is last month's."""
    last_month = replace(OAT_BARS_PROMOTION, uplift_pct=LAST_MONTHS_UPLIFT_PCT)
    return replace(halden_foods(), forecast=forecast(SEED, CLOSED_DAYS, last_month))


def files_of(company: Company) -> Mapping[str, tuple[DemoFile, ...]]:
    """By person: what they send first, and what they send when it comes back."""
    versions = (False, True)
    return {
        "erik": tuple(
            DemoFile(
                name="nordics_nov_forecast.xlsx",
                content=nordics_workbook(company, corrected=corrected),
            )
            for corrected in versions
        ),
        "franka": tuple(
            DemoFile(
                name="dach_prognose_november.csv",
                content=dach_table(company, corrected=corrected),
            )
            for corrected in versions
        ),
    }
