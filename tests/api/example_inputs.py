"""Inputs and findings, as example views."""

from datetime import timedelta

from api.views.frame import State
from api.views.inputs import (
    FindingGroup,
    FindingsView,
    FindingView,
    InputLine,
    InputsView,
    ProposalView,
    RecordLine,
    SubmissionView,
)
from api.views.layouts import (
    Choice,
    ColumnView,
    LayoutFact,
    LayoutForm,
    LayoutView,
    ReadingView,
)
from tests.api.example_board import BACK, DONE
from tests.api.examples import NOW

INPUTS = InputsView(
    title="Inputs for November 2026",
    summary="5 accepted, 1 sent back, 2 late",
    lines=(
        InputLine(
            href="/inputs/1",
            kind="Regional forecast",
            owner="Lucía Ferrer",
            state=BACK,
            due_at=NOW,
            due_left="1 day 4 h late",
            version="Version 2",
            findings="2 open, 1 waived",
        ),
        InputLine(
            href="/inputs/2",
            kind="Capacity",
            owner="Jonas Weber",
            state=DONE,
            due_at=NOW,
            due_left="",
            version="Version 1",
            findings="None",
        ),
    ),
)
READING = ReadingView(
    file="iberia_nov_v2.xlsx",
    version=2,
    left_out=(LayoutFact(label="Old", says="A hidden sheet", why="40 rows"),),
    sheets=(
        LayoutView(
            title="Forecast",
            state=State(word="Needs your answer", icon="alert", tone="warn"),
            columns=(
                ColumnView(
                    letter="B",
                    title="Código",
                    role="sku",
                    word="Product code",
                    why="titled “Código”",
                    first="OB-01, OB-02, GR-01",
                ),
            ),
            facts=(LayoutFact(label="Heading", says="Row 4", why="wide months"),),
            asks=("“1.234”: we need to know whether this is 1,234 or 1.234.",),
            form=LayoutForm(
                path="/inputs/1/layout",
                version=2,
                sheet="Forecast",
                heading_row=4,
                uom="units",
                decimal_mark=".",
                date_order="no date needs it",
                roles=(Choice(value="sku", word="Product code"),),
                uoms=(Choice(value="units", word="Units"),),
                marks=(Choice(value=".", word="Decimal point, 1,234.5"),),
                orders=(Choice(value="no date needs it", word="No slashed dates"),),
                fixed_roles=False,
            ),
        ),
    ),
)
FINDINGS = FindingsView(
    path="/inputs/1",
    title="Regional forecast",
    owner="Lucía Ferrer",
    state=BACK,
    asked_at=NOW - timedelta(days=3),
    due_at=NOW - timedelta(days=1),
    due_left="1 day late",
    submissions=(
        SubmissionView(
            version=2,
            href="/inputs/1/versions/2",
            sender="Lucía Ferrer",
            file="iberia_nov_v2.xlsx",
            at=NOW,
            sha256="9c41e07b" * 8,
            state=BACK,
            rows=184,
            findings="2 open",
        ),
        SubmissionView(
            version=1,
            href="/inputs/1/versions/1",
            sender="Lucía Ferrer",
            file="iberia_nov.xlsx",
            at=NOW - timedelta(days=1),
            sha256="51d8b3f0" * 8,
            state=State(word="Replaced", icon="none", tone="idle"),
            rows=180,
            findings="5 found",
        ),
    ),
    reading=READING,
    record=(
        RecordLine(
            stream="Regional",
            who="Lucía Ferrer",
            lag="1 month ahead",
            months=8,
            error="12.4 %",
            bias="6.0 % too high",
            added="Better than naive by 7.1 points",
        ),
    ),
    groups=(
        FindingGroup(
            title="Quantities far from history",
            alike=("2 rows: far above history",),
            proposal=ProposalView(
                path="/inputs/1/corrections",
                version=2,
                rule="R31",
                cells=36,
                says=("We would write 1,320 in D18 (was 110): cases of 12.",),
            ),
            findings=(
                FindingView(
                    finding_id="11",
                    where="iberia_nov_v2.xlsx › Forecast › D18",
                    row="Granola 500 g, tier 2, Dec 2026",
                    says="1,240 units is 27 % over last year",
                    given="1,240",
                    expected="640 to 1,080",
                    severity=State(word="Needs an answer", icon="alert", tone="warn"),
                    state=State(word="Open", icon="alert", tone="warn"),
                    waived_because="",
                    may_waive=True,
                ),
                FindingView(
                    finding_id="12",
                    where="iberia_nov_v2.xlsx › Forecast › D22",
                    row="Oat Bars 6 × 40 g, tier 1, Dec 2026",
                    says="No promotion uplift where one is agreed",
                    given="3,100",
                    expected="3,560",
                    severity=State(word="Blocks", icon="alert", tone="bad"),
                    state=State(word="Waived", icon="check", tone="idle"),
                    waived_because="Listing starts in January.",
                    may_waive=False,
                ),
            ),
        ),
    ),
)
