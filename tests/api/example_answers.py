"""Pages on the way to an answer: who it is, several at once, and what waiting has come to."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from api.views.decision import Note, RequestFacts
from api.views.sign_in import StepUpView
from api.views.together import RecordedLine, TogetherReceipt, together_view
from api.views.together_rows import Said
from api.views.waited import Chased
from gates.catalogue import MISSING_INPUT, TRADE_OFF
from gates.chasing import ChaseKind, schedule
from gates.errors import BriefMoved, StepUpNeeded
from gates.gate import Verb
from tests.api.examples import BRIEF, INES, NOW, TRADE_OFF_REQUEST

STEP_UP = StepUpView(
    path="/requests/8d0f",
    action="/requests/8d0f/step-up",
    question=BRIEF.question,
    message=StepUpNeeded().message,
    person_id="1",
    name="Ines Moreau",
    title="Chief operating officer",
    development=True,
    passkeys=True,
    provider="Halden’s sign-in",
    refused="",
    filled=(("verb", "approve"), ("reason", "Only if the syrup is confirmed.")),
)


def _missing(number: int, region: str, stake: int) -> RequestFacts:
    ways = (("wait", "Wait one more working day"), ("substitute", "Use last month’s numbers"))
    effects = ("A last request, due Fri 6 Nov 17:00", "Numbers of last month, labelled as such")
    return replace(
        TRADE_OFF_REQUEST,
        request_id=f"00000000-0000-0000-0000-00000000000{number}",
        gate=MISSING_INPUT,
        brief=replace(
            BRIEF,
            question=f"Go on without {region}’s forecast?",
            stake=replace(
                BRIEF.stake,
                amount_eur=Decimal(stake),
                headline=f"€{stake // 1000}k could be off",
                detail="Its items usually stray by 640 units in all",
            ),
            pick=None,
            options=tuple(replace(BRIEF.options[0], key=key, name=name) for key, name in ways),
            sets_off=tuple(
                replace(BRIEF.sets_off[1], text=text, who=region, option=key)
                for (key, _), text in zip(ways, effects, strict=True)
            ),
        ),
        due_at=NOW + timedelta(hours=7 * number),
    )


MISSING = [
    _missing(1, "Iberia", 22_000),
    _missing(2, "Nordics", 31_000),
    _missing(3, "DACH", 9_400),
]
CHOOSING = together_view(MISSING, INES, Said())
TOGETHER = together_view(MISSING, INES, Said(verb=Verb.APPROVE, choice="wait"))
TOGETHER_REFUSED = together_view(
    MISSING,
    INES,
    Said(verb=Verb.APPROVE, choice="wait", reason="She is back on Monday."),
    refused="Nothing was decided: 1 of 3 can’t be answered so.",
    objections={MISSING[1].request_id: BriefMoved().message},
)
TOGETHER_DONE = TogetherReceipt(
    lines=tuple(
        RecordedLine(
            href="/decisions/1",
            question=one.brief.question,
            said="Choose “Wait one more working day”",
            outcome="Approved",
            ledger_seq=40 + number,
        )
        for number, one in enumerate(MISSING)
    )
)


def _chased() -> tuple[Chased, ...]:
    opened, due = NOW - timedelta(days=6), NOW - timedelta(days=4)
    asked = {ChaseKind.ESCALATE: "Henrik Halden", ChaseKind.EXPIRE: "Henrik Halden"}
    return tuple(
        Chased(
            kind=one.kind,
            number=one.number,
            at=one.at,
            done_at=one.at,
            asked=asked.get(one.kind, ""),
        )
        for one in schedule(TRADE_OFF, opened_at=opened, due_at=due)
    )


EXPIRED = replace(
    TRADE_OFF_REQUEST,
    opened_at=NOW - timedelta(days=6),
    due_at=NOW - timedelta(days=4),
    chases=_chased(),
    notes=(
        Note(
            by="Henrik Halden",
            at=NOW - timedelta(hours=3),
            text="Fine with me if Priya agrees.",
            why="Its first line isn't one of the answers the letter offered.",
            sure=True,
        ),
        Note(
            by="Ines Moreau",
            at=NOW - timedelta(hours=1),
            text="CHOOSE 1",
            why="Our mail server couldn't confirm that it came from your address.",
            sure=False,
        ),
    ),
)
