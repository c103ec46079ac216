"""The cycle board and the actions on a calendar, as example views."""

from datetime import date, timedelta

from api.views.actions import ActionLine
from api.views.commitments import CommitmentView
from api.views.cycle import (
    CycleBoardView,
    GateLine,
    HoldUp,
    InputCell,
    InputsMatrix,
    StepView,
    TroubleLine,
)
from api.views.cycles import Figure
from api.views.frame import State
from api.views.gantt import PlannedAction, gantt_view
from api.views.kept import KeptKind
from tests.api.examples import BRIEF, NOW

DONE = State(word="Accepted", icon="check", tone="good")
LATE = State(word="Late", icon="clock", tone="bad")
BACK = State(word="2 rows open", icon="alert", tone="warn")
PLANNED = [
    PlannedAction(
        href="/actions/1",
        title="Place the expedite order",
        owner="Tomas Berg",
        starts=date(2026, 11, 5),
        due=date(2026, 11, 6),
        slack_days=0,
    ),
    PlannedAction(
        href="/actions/2",
        title="Book storage, 1,150 pallets",
        owner="Sofie Dahl",
        starts=date(2026, 11, 9),
        due=date(2026, 11, 11),
        slack_days=5,
    ),
    PlannedAction(
        href="/actions/3",
        title="Oat syrup in transit",
        owner="Nordhavre",
        starts=date(2026, 11, 6),
        due=date(2026, 12, 4),
        slack_days=0,
    ),
    PlannedAction(
        href="/actions/4",
        title="Run overtime on line 4",
        owner="Jonas Weber",
        starts=date(2026, 11, 16),
        due=date(2026, 12, 6),
        slack_days=2,
    ),
    PlannedAction(
        href="/actions/5",
        title="Validate margin after costs",
        owner="Priya Nair",
        starts=date(2026, 12, 5),
        due=date(2026, 12, 8),
        slack_days=0,
    ),
]
GANTT = gantt_view(
    PLANNED,
    title="Actions and critical path",
    note="A critical day lost moves the end",
    today=NOW.date(),
    milestone=(date(2026, 12, 7), "promotion starts Mon 7 Dec"),
)


def _cell(state: State, detail: str) -> InputCell:
    return InputCell(href="/inputs/1", state=state, detail=detail)


def _step(name: str, state: State, percent: int, *lines: str, current: bool = False) -> StepView:
    return StepView(name=name, state=state, lines=lines, percent=percent, current=current)


ON_BOARD = ActionLine(
    href="/actions/1",
    title="Place the expedite order",
    owner="Tomas Berg",
    role="Procurement",
    due=date(2026, 11, 6),
    due_left="2 days late",
    late=True,
    state=State(word="Assigned", icon="open", tone="idle"),
    waits_for="Book storage, 1,150 pallets",
    decided_by="Ines Moreau",
    first_due=None,
    closes_by="Supplier’s order confirmation",
    late_day="A day late costs €4k",
)


CYCLE = CycleBoardView(
    title="November 2026 cycle",
    state=State(word="1 day behind", icon="clock", tone="warn"),
    subtitle="Thu 5 Nov 09:40 CET · day 4 of 14",
    steps=(
        _step(
            "Inputs",
            State(word="2 late", icon="clock", tone="warn"),
            90,
            "6 of 8 in, 5 accepted",
            "Mon 2 to Wed 4 Nov",
        ),
        _step("Demand review", DONE, 100, "Baseline frozen", "Wed 4 Nov"),
        _step(
            "Supply review",
            State(word="Done", icon="check", tone="good"),
            100,
            "1 constraint found",
            "Oat syrup covers +7 %",
        ),
        _step(
            "Reconciliation",
            State(word="Held up", icon="clock", tone="warn"),
            60,
            "1 gate open",
            "Oat Bars, with you",
            current=True,
        ),
        _step(
            "Executive review",
            State(word="Not started", icon="open", tone="idle"),
            0,
            "Needs reconciliation",
        ),
        _step(
            "Execution",
            State(word="Not started", icon="open", tone="idle"),
            0,
            "0 of 4 actions placed",
        ),
    ),
    inputs=InputsMatrix(
        summary="5 accepted, 1 sent back, 2 late",
        kinds=("Forecast", "Promotions", "Capacity"),
        rows=(
            ("E. Holm", "Nordics", (_cell(DONE, "Mon 16:02"), _cell(DONE, "Tue 09:14"), None)),
            ("F. Kranz", "DACH", (_cell(DONE, "Tue 11:40"), _cell(DONE, "Tue 11:52"), None)),
            (
                "L. Ferrer",
                "Iberia",
                (_cell(BACK, "sent back Wed 15:10"), _cell(LATE, "1 day 4 h"), None),
            ),
            ("J. Weber", "Lund plant", (None, None, _cell(DONE, "Wed 07:45"))),
        ),
    ),
    hold_ups=(
        HoldUp(
            who="You",
            what="Oat Bars trade-off",
            holds="Holds reconciliation, 4 actions",
            next_step="Due Fri 6 Nov 17:00 CET",
            stake="€182k",
            left="in 1 day 7 h",
            tone="warn",
            href="/requests/8d0f",
        ),
        HoldUp(
            who="Lucía Ferrer",
            what="Iberia promotions",
            holds="Holds demand review for Iberia",
            next_step="Asked 3 times",
            stake="€22k",
            left="1 day 4 h late",
            tone="bad",
            href="/inputs/1",
        ),
    ),
    gates=(
        GateLine(
            href="/requests/8d0f",
            question=BRIEF.question,
            step="Reconciliation",
            seats="0 of 1 answered",
            due_at=NOW + timedelta(hours=31),
            due_left="in 1 day 7 h",
            near=True,
            silence="Escalates to the GM",
            expired="",
            stake="€182k",
        ),
        GateLine(
            href="/requests/8d0c",
            question="Go on without Iberia’s forecast?",
            step="Inputs",
            seats="0 of 2 answered",
            due_at=NOW - timedelta(hours=50),
            due_left="2 days 2 h late",
            near=True,
            silence="Goes to Aiko Brandt",
            expired="Expired; it is Ines Moreau’s now. 2 days 2 h late; every option can still be "
            "chosen",
            stake="€22k",
        ),
    ),
    gates_summary="2 open, 1 past the deadline, 1 expired",
    gantt=GANTT,
    actions=(ON_BOARD,),
    actions_summary="1 open, 0 late, 0 closed",
    kept=(
        KeptKind(
            title="Purchase",
            promised=3,
            due=2,
            kept=1,
            short=1,
            lines=(
                CommitmentView(
                    what="Oat syrup",
                    quantity="12,550 kg",
                    order_by="Mon 9 Nov",
                    due=date(2026, 11, 30),
                    actual="9,000 kg",
                    state=State(word="Short", icon="alert", tone="bad"),
                ),
            ),
        ),
    ),
    cut_off=Figure(
        says="Decide by in 1 day 7 h",
        href="#h-gates",
        note="Fri 6 Nov 17:00 CET",
        tone="warn",
    ),
    troubles=(
        TroubleLine(
            state=State(word="Can’t go on", icon="alert", tone="bad"),
            what="Iberia forecast, Lucía Ferrer",
            href="/inputs/1",
            said="In the step “read”: ValueError: the file has no rows",
            whose="You or Signe Dahl can set it going again once the cause is gone.",
            since=NOW - timedelta(hours=2),
            retry="/cases/input:3/retries",
        ),
    ),
    troubles_summary="1 case",
)
