"""Scores the reply reader on labelled mails: `python -m evals.halden_replies`.

Half of the mails were never looked at while the rules were written. Both halves are reported:
the tuned half shows what the rules can do, the held-out half what a stranger's mail will meet.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from agents.ask import BuiltIn, Language
from agents.reading_values import (
    Asked,
    Colleague,
    Reading,
    ReplyContext,
    Scope,
    Verdict,
)
from agents.replies.values import AnswerIntent

CASES = Path(__file__).parent / "cases" / "halden_replies.jsonl"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Oslo"))
PEOPLE = tuple(
    Colleague(key=name.partition(" ")[0].lower(), name=name)
    for name in ("Tomas Lind", "Lena Hoffmann", "Ruth Adeyemi", "Jonas Berg", "Aiko Brandt")
)
SCOPES = (
    Scope(key="oat-bars", name="Oat Bars", kind="family", plan_units=Decimal(26_000)),
    Scope(key="MUE-500", name="Muesli 500 g", kind="sku", plan_units=Decimal(11_000)),
    Scope(key="GRA-750", name="Granola", kind="sku", plan_units=Decimal(8_000)),
)
MONTHS = (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A mail and what a careful person says it means. `accept`: safe to act on unseen."""

    name: str
    half: str
    language: str
    asked: Asked
    text: str
    intent: AnswerIntent
    accept: bool
    quantity: Decimal | None
    date: date | None
    person: str | None
    unchanged: bool
    changes: frozenset[tuple[str, str, str, Decimal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over some cases; `wrong` are accepted readings that differ from the label."""

    cases: int
    intent_right: int
    accepted: int
    acceptable: int
    wrong: tuple[str, ...]

    @property
    def line(self) -> str:
        """One line a person reads."""
        return (
            f"{self.cases} mails: intent right {self.intent_right / self.cases:.0%}, accepted"
            f" without a person {self.accepted / self.cases:.0%} ({self.accepted} of"
            f" {self.acceptable} that may be), wrong commitments {len(self.wrong)}"
            f"{': ' + ', '.join(self.wrong) if self.wrong else ''}"
        )


def cases(path: Path = CASES) -> list[Case]:
    """The labelled mails."""
    return [_case(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def context(case: Case) -> ReplyContext:
    """What the reader is given for a case: Halden Foods on a Tuesday, 46,000 litres planned."""
    return ReplyContext(
        text=case.text,
        now=NOW,
        asked=case.asked,
        expected_quantity=Decimal(46_000),
        unit="litres",
        people=PEOPLE,
        scopes=SCOPES,
        months=MONTHS,
        names=("Nordhavre",),
    )


def as_labelled(case: Case, reading: Reading) -> bool:
    """Whether every part of a reading is what the label says."""
    changes = frozenset(
        (c.scope, f"{c.month:%Y-%m}", c.kind.value, c.amount) for c in reading.changes
    )
    return (reading.intent, reading.quantity, reading.date, reading.person_key) == (
        case.intent,
        case.quantity,
        case.date,
        case.person,
    ) and (reading.unchanged, changes) == (case.unchanged, case.changes)


def score(chosen: Iterable[Case], language: Language) -> Score:
    """How a provider reads some cases."""
    read = [(case, language.read_reply(context(case))) for case in chosen]
    accepted = [(case, reading) for case, reading in read if reading.verdict is Verdict.ACCEPT]
    return Score(
        cases=len(read),
        intent_right=sum(case.intent is reading.intent for case, reading in read),
        accepted=len(accepted),
        acceptable=sum(case.accept for case, _ in read),
        wrong=tuple(case.name for case, reading in accepted if not as_labelled(case, reading)),
    )


def main() -> int:
    """Print both halves; exit 1 when a reading that was accepted is wrong."""
    everything = cases()
    wrong = 0
    for half in ("tuned", "held_out"):
        result = score([case for case in everything if case.half == half], BuiltIn())
        sys.stdout.write(f"{half.replace('_', ' ')}: {result.line}\n")
        wrong += len(result.wrong)
    return 1 if wrong else 0


def _case(told: dict[str, object]) -> Case:
    quantity, day, changes = told["quantity"], told["date"], told["changes"]
    assert isinstance(changes, list)
    return Case(
        name=str(told["name"]),
        half=str(told["half"]),
        language=str(told["language"]),
        asked=Asked(str(told["asked"])),
        text=str(told["text"]),
        intent=AnswerIntent(str(told["intent"])),
        accept=bool(told["accept"]),
        quantity=None if quantity is None else Decimal(str(quantity)),
        date=None if day is None else date.fromisoformat(str(day)),
        person=None if told["person"] is None else str(told["person"]),
        unchanged=bool(told["unchanged"]),
        changes=frozenset(
            (scope, month, kind, Decimal(amount)) for scope, month, kind, amount in changes
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
