"""Every page as a template and an example view, for the tests that draw without a database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from api.views.captured_mail import CapturedMailView
from api.views.confirm import Asked, confirm_view
from api.views.decision import Past, Refused, decision_view
from api.views.inbox import Filters, InboxRow, InboxView, Split, inbox_row
from api.views.inbox_page import inbox_view
from api.views.listing import listed
from api.views.options import Show
from gates.gate import Verb
from gates.moved import Moved
from tests.api.example_answers import (
    CHOOSING,
    EXPIRED,
    MISSING,
    STEP_UP,
    TOGETHER,
    TOGETHER_DONE,
    TOGETHER_REFUSED,
)
from tests.api.example_board import CYCLE
from tests.api.example_cycles import CYCLES
from tests.api.example_inputs import FINDINGS, INPUTS
from tests.api.example_people import PEOPLE, PERSON
from tests.api.example_records import (
    ACCOUNT,
    ACTION_PAGE,
    ACTIONS,
    JOIN,
    LEAVING,
    LEDGER,
    MAIL,
    ONE_MAIL,
    PLAN,
    RECEIPT,
    SIGN_IN,
)
from tests.api.examples import BRIEF, INES, NOW, REVIEW_REQUEST, SHA256, TRADE_OFF_REQUEST


def _other(request_id: str, question: str, stake: int, days: float) -> Any:
    brief = replace(
        BRIEF,
        question=question,
        pick=None,
        options=(),
        stake=replace(BRIEF.stake, amount_eur=Decimal(stake), headline=f"€{stake // 1000}k margin"),
    )
    due = NOW + timedelta(days=days)
    return replace(TRADE_OFF_REQUEST, request_id=request_id, brief=brief, due_at=due)


WAITING = [
    inbox_row(facts, INES)
    for facts in (
        TRADE_OFF_REQUEST,
        REVIEW_REQUEST,
        _other("3", "Freeze the November baseline for demand review?", 58_000, 4.1),
        _other("4", "Go on without Iberia’s promotions?", 22_000, 5.2),
        _other("5", "Move the granola build by a week?", 16_000, 25),
    )
]
ROWS = {
    Split.DECIDE: WAITING,
    Split.INPUTS: [],
    Split.WAITING: WAITING[:1],
    Split.SNOOZED: [],
    Split.DONE: [],
}
LONG = [
    inbox_row(_other(str(10 + n), f"Move build {n} by a week?", 1_000 + n, 3 + n / 9), INES)
    for n in range(130)
]
NEXT_UP = "Next gate: executive review, Thu 12 Nov 14:00 CET. Two inputs are being chased."
ASKED = Asked(decision_id=UUID(int=7), verb=Verb.APPROVE, choice="build_early", brief_sha256=SHA256)
MOVED = Refused(
    message="What you were shown has changed since. Nothing was decided; look at what moved.",
    moved=(Moved(where="options › Build early › extra cost", shown="61", now="74"),),
)
SHOWN = replace(
    decision_view(TRADE_OFF_REQUEST, INES),
    past=Past(
        who="Ines Moreau, COO", at=NOW, said="Approve Build early", now_href="/requests/8d0f"
    ),
)


def inbox(decide: Sequence[InboxRow], filters: Filters) -> InboxView:
    lists = {**ROWS, Split.DECIDE: decide}
    found = listed(lists[filters.split], filters, lambda part: part)
    counts = {split: len(rows) for split, rows in lists.items()}
    return inbox_view(counts, found, filters, INES, next_up=NEXT_UP)


PAGES: dict[str, tuple[str, str, Any]] = {
    "decision": ("requests/show.html", "inbox", decision_view(TRADE_OFF_REQUEST, INES)),
    "decision-delta": (
        "requests/show.html",
        "inbox",
        decision_view(TRADE_OFF_REQUEST, INES, show=Show.DELTA),
    ),
    "decision-moved": (
        "requests/show.html",
        "inbox",
        decision_view(TRADE_OFF_REQUEST, INES, refused=MOVED),
    ),
    "review": ("requests/show.html", "inbox", decision_view(REVIEW_REQUEST, INES)),
    "confirm": ("requests/confirm.html", "inbox", confirm_view(TRADE_OFF_REQUEST, INES, ASKED)),
    "dissent": (
        "requests/confirm.html",
        "inbox",
        confirm_view(REVIEW_REQUEST, INES, replace(ASKED, verb=Verb.DISSENT, choice=None)),
    ),
    "decision-expired": ("requests/show.html", "inbox", decision_view(EXPIRED, INES)),
    "step-up": ("requests/step_up.html", "inbox", STEP_UP),
    "together": ("requests/together.html", "inbox", CHOOSING),
    "together-confirm": ("requests/together.html", "inbox", TOGETHER),
    "together-refused": ("requests/together.html", "inbox", TOGETHER_REFUSED),
    "together-receipt": ("requests/together_receipt.html", "inbox", TOGETHER_DONE),
    "inbox-together": (
        "inbox/list.html",
        "inbox",
        inbox([*WAITING, *(inbox_row(one, INES) for one in MISSING)], Filters()),
    ),
    "inbox-long": ("inbox/list.html", "inbox", inbox(LONG, Filters(page=2))),
    "shown": ("requests/shown.html", "inbox", SHOWN),
    "receipt": ("requests/receipt.html", "inbox", RECEIPT),
    "inbox": ("inbox/list.html", "inbox", inbox(WAITING, Filters())),
    "inbox-empty": (
        "inbox/list.html",
        "inbox",
        inbox(WAITING, Filters(query="granite")),
    ),
    "inbox-clear": (
        "inbox/list.html",
        "inbox",
        inbox([], Filters()),
    ),
    "cycle": ("cycle/show.html", "cycle", CYCLE),
    "cycles": ("cycles/list.html", "cycle", CYCLES),
    "inputs": ("inputs/list.html", "inputs", INPUTS),
    "findings": ("inputs/show.html", "inputs", FINDINGS),
    "plan": ("plan/show.html", "plan", PLAN),
    "actions": ("actions/list.html", "actions", ACTIONS),
    "action": ("actions/show.html", "actions", ACTION_PAGE),
    "people": ("people/list.html", "people", PEOPLE),
    "person": ("people/show.html", "people", PERSON),
    "ledger": ("ledger/show.html", "ledger", LEDGER),
    "mail": ("captured_mail/list.html", "mail", CapturedMailView(lines=(MAIL,))),
    "one-mail": ("captured_mail/show.html", "mail", ONE_MAIL),
    "account": ("account/show.html", "account", ACCOUNT),
    "leaving": ("sign_in/leaving.html", "", LEAVING),
    "join": ("sign_in/join.html", "", JOIN),
    "sign-in": ("sign_in/show.html", "", SIGN_IN),
}
