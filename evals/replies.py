"""Scores the reply reader on labelled replies: `python -m evals.replies [FILE.jsonl]`.

The tuned split drove the work, earlier sets that were untouched once have taught it. The untouched
split was written after the reader was frozen and measured once: a later round needs new ones.
"""

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from agents.replies.embedding import embedding
from agents.replies.reader import read_answer
from agents.replies.values import Answer, AnswerIntent
from evals.reply_cases import SPLITS, ReplyCase, cases

_COMMITS = {
    AnswerIntent.PROVIDES_VALUE,
    AnswerIntent.PARTIAL,
    AnswerIntent.CONFIRMS_DONE,
    AnswerIntent.DELEGATES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One case, what was read, and how long it took."""

    case: ReplyCase
    answer: Answer
    taken_s: float
    worked_s: float
    """Of which the processor was at it: what other work on the machine doesn't change."""

    @property
    def exact(self) -> bool:
        """Every field is what the label says."""
        return said(self.answer) == said(self.case.wanted)

    @property
    def committed_wrongly(self) -> bool:
        """Somebody was bound, without a person looking, to what the mail doesn't say."""
        binds = self.answer.intent in _COMMITS or self.case.wanted.intent in _COMMITS
        return self.answer.accepted and not self.exact and binds


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What counts, over some cases."""

    mails: int
    intent_right: int
    exact: int
    may_accept: int
    accepted: int
    accepted_rightly: int
    wrong: tuple[str, ...]
    wrong_fields: tuple[str, ...]
    suspicious_acted_on: tuple[str, ...]
    p95_ms: float
    worked_p95_ms: float

    @property
    def line(self) -> str:
        """One paragraph a person reads."""
        accepted = self.accepted or 1
        return (
            f"{self.mails} mails: intent {self.intent_right / self.mails:.1%},"
            f" exact fields {self.exact / self.mails:.1%},"
            f" accepted without a person {self.accepted / self.mails:.1%}"
            f" ({self.accepted_rightly} of {self.may_accept} that may be,"
            f" {self.accepted_rightly / (self.may_accept or 1):.1%}),"
            f" wrong commitments among the accepted {len(self.wrong)}"
            f" ({len(self.wrong) / accepted:.1%}),"
            f" any wrong field among them {len(self.wrong_fields)}"
            f" ({len(self.wrong_fields) / accepted:.1%}),"
            f" suspicious acted on {len(self.suspicious_acted_on)},"
            f" p95 {self.p95_ms:.0f} ms, of the processor's time {self.worked_p95_ms:.0f} ms"
        )


def said(answer: Answer) -> tuple[object, ...]:
    """The part of an answer that is right or wrong."""
    return (
        answer.intent,
        answer.quantity,
        answer.unit,
        answer.when,
        answer.rest_when,
        answer.delegate,
        answer.reference,
    )


def measured(chosen: Iterable[ReplyCase]) -> list[Measured]:
    """Every case read, with the time it took."""
    found: list[Measured] = []
    for case in chosen:
        started, working = time.perf_counter(), time.thread_time()
        answer = read_answer(case.line.ask, case.line.mail)
        taken_s, worked_s = time.perf_counter() - started, time.thread_time() - working
        found.append(Measured(case=case, answer=answer, taken_s=taken_s, worked_s=worked_s))
    return found


def score(found: list[Measured]) -> Score:
    """The figures over measured cases."""
    accepted = [one for one in found if one.answer.accepted]
    return Score(
        mails=len(found),
        intent_right=sum(one.answer.intent is one.case.wanted.intent for one in found),
        exact=sum(one.exact for one in found),
        may_accept=sum(one.case.may_accept for one in found),
        accepted=len(accepted),
        accepted_rightly=sum(one.case.may_accept for one in accepted),
        wrong=tuple(one.case.key for one in accepted if one.committed_wrongly),
        wrong_fields=tuple(one.case.key for one in accepted if not one.exact),
        suspicious_acted_on=tuple(
            one.case.key for one in accepted if one.case.wanted.intent is AnswerIntent.SUSPICIOUS
        ),
        p95_ms=_p95_ms([one.taken_s for one in found]),
        worked_p95_ms=_p95_ms([one.worked_s for one in found]),
    )


def _p95_ms(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000


def main() -> int:
    """Print each split; exit 1 when an accepted reading is wrong."""
    embedding()
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    failed = False
    for split in SPLITS:
        chosen = cases(split, path)
        if not chosen:
            continue
        result = score(measured(chosen))
        sys.stdout.write(f"{split}: {result.line}\n")
        for name, keys in (("wrong", result.wrong_fields), ("acted", result.suspicious_acted_on)):
            if keys:
                sys.stdout.write(f"  {name}: {', '.join(keys)}\n")
        failed = failed or bool(result.wrong_fields)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
