"""The Halden Foods trade-off as a brief, and the seats around it: what the pages are drawn from."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from api.views.decision import RequestFacts, Viewer
from api.views.seats import Seat
from gates.brief import (
    Brief,
    Evidence,
    Pick,
    Section,
    SetsOff,
    Silence,
    Stake,
    WhyNow,
    digest,
)
from gates.catalogue import REVIEW, TRADE_OFF
from gates.causes import Cause, Lost
from gates.deciding import Decision
from gates.gate import Verb
from tests.api.example_options import METRICS, OPTIONS, option

ZONE = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2026, 11, 5, 9, 40, tzinfo=ZONE)


def evidence(says: str, where: str, sender: str, hour: int) -> Evidence:
    at = datetime(2026, 11, 3, hour, 31, tzinfo=UTC)
    return Evidence(says=says, where=where, sender=sender, at=at, sha256=f"{hour:02x}9c41e07b" * 8)


def sets_off(kind: str, text: str, who: str, when: str, choice: str | None = None) -> SetsOff:
    return SetsOff(kind=kind, text=text, who=who, when=when, option=choice)


BRIEF = Brief(
    gate="trade_off",
    subject="Oat Bars, November 2026",
    question="Approve building Oat Bars early to supply the +15 % promotion?",
    why_now=WhyNow(
        rule="component cover below forecast",
        observed="stock of oat syrup covers +7 % and the supplier needs six weeks",
        threshold="+15 % forecast",
        at=datetime(2026, 11, 3, 13, 33, tzinfo=UTC),
    ),
    stake=Stake(
        amount_eur=Decimal(182_000),
        headline="€182k margin",
        detail="21.6k cases and tier 1 service of 92.6 %, against doing nothing",
    ),
    silence=Silence(
        headline="Escalates to the GM",
        detail="Henrik Halden is asked Fri 17:00. The promotion stays unmanaged until then.",
    ),
    authors=("signe",),
    pick=Pick(
        option="build_early",
        because=(
            "Earns most: €182k over Do nothing, €48k over Limit promotion",
            "Only option with every tier above 99 %",
            "The expedite slot is held until Fri 17:00",
        ),
        doubts=(
            "Finance dissents: €184k more cash tied up",
            "Changes if the uplift is below 11 % or syrup is later than Tue 8 Dec",
        ),
    ),
    metrics=METRICS,
    options=tuple(option(row[0]) for row in OPTIONS),
    sections=(
        Section(
            key="since",
            title="Since last month",
            lines=(
                "Promotion uplift: +9 % → +15 %",
                "Oat syrup lead time: 5 → 6 weeks",
                "Line 4 standard hours: unchanged",
            ),
        ),
        Section(
            key="waived",
            title="Waived findings",
            lines=(
                "Iberia, Granola 500 g: 1,240 against 980 last year. “Listing won.” (L. Ferrer)",
            ),
        ),
    ),
    evidence=(
        evidence(
            "Promotion forecast, Oat Bars +15 %",
            "demand_nov.xlsx › Promo › F18",
            "Marta Lindqvist",
            14,
        ),
        evidence("Oat syrup on hand, covers +7 %", "stock_syrup.csv › row 42", "Tomas Berg", 8),
        evidence(
            "Lead time six weeks, expedite four", "Mail from Nordhavre › line 7", "K. Aalto", 10
        ),
        evidence(
            "Line 4 hours and overtime rate", "capacity_lund.xlsx › L4 › C9:M9", "Jonas Weber", 11
        ),
    ),
    causes=(
        Cause(
            what="Oat syrup",
            why="Oat syrup: six weeks from Nordhavre; on hand and on order last until week 51",
            detail="Covers +7 % of the +15 %; one more kg earns up to €13.59",
            gap="8,068 kg",
            units=65_882,
            eur=Decimal("122736.65"),
            first=date(2026, 12, 14),
            last=date(2026, 12, 21),
            lifted_by="Tomas Berg, Procurement manager",
            choose_by=date(2026, 11, 6),
            lost=(
                Lost(item="Oat Bar", week=date(2026, 12, 14), units=60_000, eur=Decimal(112_000)),
                Lost(item="Oat Bite", week=date(2026, 12, 21), units=5_882, eur=Decimal(10_736)),
            ),
        ),
    ),
    sets_off=(
        sets_off("lock", "Oat Bars plan, weeks 45 to 02", "", "at once"),
        sets_off(
            "mail", "Nordhavre: expedite 46 t oat syrup", "K. Aalto", "at once", "build_early"
        ),
        sets_off(
            "mail", "Key accounts: promotion confirmed", "Marta Lindqvist", "at once", "build_early"
        ),
        sets_off(
            "action",
            "Place the expedite order",
            "Tomas Berg, Procurement",
            "Fri 6 Nov",
            "build_early",
        ),
        sets_off(
            "action", "Roster overtime on line 4", "Jonas Weber, Plant", "Mon 9 Nov", "build_early"
        ),
        sets_off(
            "action",
            "Validate margin after costs",
            "Priya Nair, Finance",
            "Wed 11 Nov",
            "build_early",
        ),
        sets_off(
            "action",
            "Take the promotion to top accounts only",
            "Marta Lindqvist, Sales",
            "Fri 20 Nov",
            "limit",
        ),
        sets_off("action", "Cut 14 non-core SKUs", "Jonas Weber, Plant", "Mon 23 Nov", "lower"),
        sets_off("next", "Lock the plan, asked of Henrik Halden", "", "when this closes"),
    ),
)
SHA256 = digest(BRIEF)


def decided(by: str, verb: Verb, choice: str | None, reason: str, hour: int) -> Decision:
    return Decision(
        decision_id=UUID(int=hour),
        by=by,
        seat=by,
        verb=verb,
        choice=choice,
        reason=reason,
        brief_sha256=SHA256,
        at=datetime(2026, 11, 4, hour, 20, tzinfo=UTC),
    )


SALES = Seat(
    person="marta",
    name="Marta Lindqvist",
    role="sales_lead",
    decision=decided("marta", Verb.APPROVE, "build_early", "", 14),
)
OPERATIONS = Seat(
    person="jonas",
    name="Jonas Weber",
    role="operations_lead",
    decision=decided(
        "jonas", Verb.APPROVE, "build_early", "Line 4 carries 110 % for three weeks, not four.", 10
    ),
)
FINANCE = Seat(
    person="priya",
    name="Priya Nair",
    role="finance_lead",
    decision=decided(
        "priya", Verb.DISSENT, "limit", "Limit earns €48k less and ties up €164k less cash.", 15
    ),
)
COO = Seat(person="ines", name="Ines Moreau", role="coo", accountable=True)
INES = Viewer(key="ines", name="Ines Moreau", role="coo", zone=ZONE, now=NOW)
TRADE_OFF_REQUEST = RequestFacts(
    request_id="8d0f",
    gate=TRADE_OFF,
    brief=BRIEF,
    brief_sha256=SHA256,
    opened_at=datetime(2026, 11, 4, 8, tzinfo=UTC),
    due_at=datetime(2026, 11, 6, 16, tzinfo=UTC),
    cycle="November 2026",
    seats=(COO,),
)
REVIEW_REQUEST = RequestFacts(
    request_id="8d0e",
    gate=REVIEW,
    brief=BRIEF,
    brief_sha256=SHA256,
    opened_at=datetime(2026, 11, 4, 8, tzinfo=UTC),
    due_at=datetime(2026, 11, 6, 16, tzinfo=UTC),
    cycle="November 2026",
    seats=(SALES, OPERATIONS, Seat(person="ines", name="Ines Moreau", role="finance_lead")),
)
