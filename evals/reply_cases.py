"""The labelled replies of `evals/cases/`, read as the command reads them.

`replies.jsonl` is the corpus: what drove the work, and what was written after the reader was
frozen. `replies_taught.jsonl` holds earlier sets: each measured once, then used for teaching.
"""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from agents.replies.values import Answer, AnswerIntent
from runtime.reply_lines import Line, line_of

CASES = Path(__file__).parent / "cases" / "replies.jsonl"
TAUGHT = CASES.with_name("replies_taught.jsonl")
SPLITS = ("tuned", "taught", "untouched", "corrected")
_ALL_DATED = dt.date(2026, 7, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyCase:
    """A mail, and what a careful person says it means. `may_accept`: safe to act on unseen."""

    key: str
    split: str
    language: str
    line: Line
    wanted: Answer
    may_accept: bool


def cases(split: str, path: Path | None = None) -> list[ReplyCase]:
    """The labelled mails of one split, from a file or from where they are kept."""
    path = path or (TAUGHT if split == "taught" else CASES)
    told = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_case(one) for one in told if one["split"] == split]


def _case(told: dict[str, Any]) -> ReplyCase:
    expected = told["expected"]
    quantity = expected["quantity"]
    return ReplyCase(
        key=told["id"],
        split=told["split"],
        language=told["language"],
        line=line_of(json.dumps(told), number=0, today=_ALL_DATED),
        wanted=Answer(
            intent=AnswerIntent(expected["intent"]),
            quantity=None if quantity is None else Decimal(str(quantity)),
            unit=expected["unit"],
            when=expected["when"],
            rest_when=expected["rest_when"],
            delegate=expected["delegate"],
            reference=expected["reference"],
        ),
        may_accept=told["may_accept"],
    )
