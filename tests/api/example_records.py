"""Plan, actions, ledger, mail and receipt, as example views."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from api.views.account import AccountView, BrowserLine, LettersLine, PasskeyLine, TokenLine
from api.views.actions import ActionLine, ActionPage, ActionsView, ActionUpdate
from api.views.beside import beside_of
from api.views.captured_mail import MailLine, OneMailView
from api.views.commitments import CommitmentKindView, CommitmentTotal, CommitmentView
from api.views.effects import effects_of
from api.views.frame import State
from api.views.ledger import EventLine, LedgerView
from api.views.plan import ConstraintView, PlanView, WeekRow, WeekTable
from api.views.receipt import HeadView, ProofView, ReceiptView
from api.views.sign_in import DemoPerson, JoinView, LeavingView, SignInView
from tests.api.example_board import GANTT
from tests.api.example_options import WEEKS
from tests.api.examples import BRIEF, INES, NOW, SHA256, TRADE_OFF_REQUEST

OPEN = State(word="Open", icon="open", tone="idle")
PLAN = PlanView(
    title="Plan for November 2026",
    version="Version 3",
    status=State(word="Draft", icon="half", tone=""),
    published_at=NOW,
    tables=(
        WeekTable(
            title="Oat Bars",
            unit="k cases",
            weeks=WEEKS,
            rows=(
                WeekRow("Demand", tuple("40" for _ in WEEKS)),
                WeekRow("Supply", tuple("38" for _ in WEEKS)),
                WeekRow("Short", tuple("2" for _ in WEEKS), "quiet"),
                WeekRow("Stock at end", tuple("24" for _ in WEEKS), "total"),
            ),
        ),
    ),
    constraints=(
        ConstraintView(
            title="Oat Bars",
            cause="Oat syrup covers +7 % of +15 %",
            detail="Supplier needs six weeks; an expedite takes four",
            gap="32k cases",
            first_short="Week 53",
            choose_by=date(2026, 11, 6),
            choose_left="in 1 day",
        ),
    ),
    commitments=(
        CommitmentKindView(
            title="Purchase",
            totals=(
                CommitmentTotal(
                    what="Oat syrup",
                    count=2,
                    quantity="46 t",
                    first=date(2026, 12, 4),
                    last=date(2026, 12, 11),
                ),
            ),
            lines=tuple(
                CommitmentView(
                    what="Oat syrup",
                    quantity="23 t",
                    order_by="Fri 6 Nov",
                    due=day,
                    actual="–",
                    state=OPEN,
                )
                for day in (date(2026, 12, 4), date(2026, 12, 11))
            ),
        ),
    ),
)
ACTION = ActionLine(
    href="/actions/1",
    title="Place the expedite order",
    owner="Tomas Berg",
    role="Procurement",
    due=date(2026, 11, 6),
    due_left="in 1 day",
    late=False,
    state=State(word="Waiting for an update", icon="clock", tone="warn"),
    waits_for="",
    decided_by="Ines Moreau",
    first_due=date(2026, 11, 5),
    closes_by="Supplier’s order confirmation",
)
ACTIONS = ActionsView(
    summary="3 open, 1 late, 1 closed",
    open=(
        ACTION,
        replace(
            ACTION,
            href="/actions/4",
            title="Run overtime on line 4",
            owner="Jonas Weber",
            role="Plant",
            late=True,
            due_left="2 days late",
            waits_for="Place the expedite order",
        ),
    ),
    closed=(
        replace(
            ACTION,
            title="Confirm stock count",
            state=State(word="Closed", icon="check", tone="good"),
        ),
    ),
    gantt=GANTT,
)
ACTION_PAGE = ActionPage(
    line=ACTION,
    decision_href="/requests/8d0f",
    evidence=("12,550 confirmed by Fri 11 Dec", "From Tomas Berg, message 12"),
    updates=(
        ActionUpdate(
            at=NOW,
            who="Tomas Berg",
            says="answered by mail",
            quote="Order placed, they confirm by noon.",
            source="Message 12",
            state=State(word="On track", icon="check", tone="good"),
        ),
        ActionUpdate(
            at=NOW - timedelta(hours=3),
            who="Sopwith",
            says="asked for an update",
            quote="",
            source="",
            state=State(word="Asked", icon="mail", tone="idle"),
        ),
    ),
)
EVENTS = tuple(
    EventLine(
        seq=seq,
        at=NOW - timedelta(minutes=seq),
        actor="Ines Moreau",
        actor_kind="person",
        event="Decision recorded",
        about="Trade-off, Build early",
        sha256=f"{seq:02x}9c41e07b" * 8,
        previous=f"{seq - 1:02x}9c41e07b" * 8,
    )
    for seq in range(42, 30, -1)
)
LEDGER = LedgerView(
    summary="42 events",
    events=EVENTS,
    older="/ledger?before=31",
    newer="",
    chain=State(word="Chain holds", icon="chain", tone="good"),
    signed="Entries up to 41 are under a head signed Thu 5 Nov 10:40 CET.",
    chain_detail="42 events recomputed just now; the last is 2a9c41e07b.",
    verified=True,
)
MAIL = MailLine(
    href="/mail/1",
    subject="Iberia forecast: two rows need an answer",
    sender="sopwith@halden.example",
    to="Lucía Ferrer",
    at=NOW,
    direction="Out",
)
ONE_MAIL = OneMailView(
    line=MAIL,
    text="Hello Lucía,\n\ntwo rows need an answer.",
    html_href="/mail/1/html",
    headers=(("From", "sopwith@halden.example"), ("To", "lucia@halden.example")),
    attachments=("rows.xlsx",),
    understood=("The same as last month", "Oat Bars +4 % in December 2026"),
)
SIGN_IN = SignInView(
    company="Halden Foods",
    people=(
        DemoPerson(
            person_id="1",
            name="Ines Moreau",
            role="COO",
            title="Chief operating officer",
            waits="3 decisions wait",
        ),
        DemoPerson(
            person_id="2",
            name="Lucía Ferrer",
            role="Regional planning",
            title="Planner, Iberia",
            waits="1 input owed",
        ),
    ),
    development=True,
    passkeys=True,
    provider="Halden’s sign-in",
    next_path="/inbox",
)
RECEIPT = ReceiptView(
    question=BRIEF.question,
    said="Approve Build early",
    meaning="Approved: Build early",
    reason="Only if the syrup is confirmed.",
    at=NOW,
    by="Ines Moreau, COO",
    on_behalf_of="Henrik Halden, General manager",
    authority="COO sits in “Settle the trade-off”",
    channel="on the web",
    outcome="Approved",
    brief_sha256=SHA256,
    decision_id=str(UUID(int=7)),
    proof=ProofView(
        seq=43,
        sha256="9c41e07b" * 8,
        previous="07b9c41e" * 8,
        head=HeadView(seq=45, at=NOW, steps="6 hashes", note="sopwith/ledger/halden-foods\n45\n"),
        next_head_within="1 minute",
        command="sopwith ledger verify-receipt receipt-00000000.json",
    ),
    effects=effects_of(BRIEF, "build_early"),
    beside=beside_of(TRADE_OFF_REQUEST, INES),
    request_href="/requests/8d0f",
    shown_href=f"/decisions/{UUID(int=7)}/shown",
    download_href=f"/decisions/{UUID(int=7)}/receipt.json",
    next_href="/requests/3",
    next_question="Freeze the November baseline?",
)
LEAVING = LeavingView(address="https://login.example/go", name="Halden’s sign-in")
JOIN = JoinView(path="/join/a-secret", name="Ines Moreau", message="Nothing was changed.")
ACCOUNT = AccountView(
    name="Ines Moreau",
    email="ines@halden.example",
    role="COO",
    browsers=(
        BrowserLine(
            which="9c41",
            name="Firefox on Windows",
            way="with a passkey",
            since="Thu 5 Nov 09:40 CET",
            seen="Thu 5 Nov 10:40 CET",
            here=False,
        ),
    ),
    limits="A browser is signed out 12 hours after you signed in.",
    letters=LettersLine(
        zone="Europe/Oslo",
        hour=8,
        days=((0, "Monday", True), (6, "Sunday", False)),
        quiet_from=None,
        quiet_until=None,
        hours=((7, "07:00"), (8, "08:00")),
    ),
    tokens=(
        TokenLine(
            id="1", name="Our ERP", reads="the work", ends="Thu 4 Feb 10:40 CET", used="Never"
        ),
    ),
    gives=(("work:read", "the work"),),
    made="sopwith_a-secret",
    passkeys=(PasskeyLine(id="1", name="My phone", made="Thu 5 Nov 09:40 CET", used="Never"),),
)
