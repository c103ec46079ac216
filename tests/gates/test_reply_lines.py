"""What a first line decides: exactly what was offered, and nothing that only sounds like it."""

from dataclasses import replace

import pytest

from gates.brief import Option
from gates.catalogue import BASELINE, GATES, MISSING_INPUT, REVIEW, TRADE_OFF
from gates.gate import Gate, Verb
from gates.reply_lines import offered
from gates.reply_spoken import Spoken, spoken
from gates.tiers import Tier
from tests.stage import brief


def option(key: str, name: str) -> Option:
    return Option(key=key, name=name, summary="", values={}, choose_by=None, breaks_if="")


BRIEF = brief(
    options=(option("wait", "Wait one more day"), option("substitute", "Use last month's numbers"))
)
SEND_BACK = replace(
    BASELINE, tier=Tier.LOW, verbs=(Verb.APPROVE, Verb.REQUEST_CHANGES, Verb.REJECT)
)


@pytest.mark.parametrize(
    ("gate", "text", "verb", "choice", "reason"),
    [
        (MISSING_INPUT, "CHOOSE 2", Verb.APPROVE, "substitute", ""),
        (MISSING_INPUT, "approve 1", Verb.APPROVE, "wait", ""),
        (MISSING_INPUT, "  Wählen \t 2 ", Verb.APPROVE, "substitute", ""),
        (MISSING_INPUT, "APPROVE wait ONE more  day", Verb.APPROVE, "wait", ""),
        (MISSING_INPUT, "genehmigen substitute", Verb.APPROVE, "substitute", ""),
        (MISSING_INPUT, "APPROVE", Verb.APPROVE, None, ""),
        (
            MISSING_INPUT,
            "CHOOSE 1\n\nLucía is back on Monday.",
            Verb.APPROVE,
            "wait",
            "Lucía is back on Monday.",
        ),
        (SEND_BACK, "APPROVE", Verb.APPROVE, None, ""),
        (SEND_BACK, "REJECT: the uplift is missing", Verb.REJECT, None, "the uplift is missing"),
        (SEND_BACK, "Ablehnen: zu hoch", Verb.REJECT, None, "zu hoch"),
        (
            SEND_BACK,
            "REQUEST CHANGES: split it\nby region",
            Verb.REQUEST_CHANGES,
            None,
            "split it\nby region",
        ),
        (SEND_BACK, "REJECT", Verb.REJECT, None, ""),
    ],
)
def test_what_was_offered_decides(
    gate: Gate, text: str, verb: Verb, choice: str | None, reason: str
) -> None:
    assert spoken(text, gate, BRIEF) == Spoken(verb=verb, choice=choice, reason=reason)


@pytest.mark.parametrize(
    ("gate", "text"),
    [
        (MISSING_INPUT, ""),
        (MISSING_INPUT, "I approve 1"),
        (MISSING_INPUT, "APPROVED 1"),
        (MISSING_INPUT, "APPROVE 3"),
        (MISSING_INPUT, "APPROVE 1 or 2"),
        (MISSING_INPUT, "APPROVE 1: if Lucía agrees"),
        (MISSING_INPUT, "Yes, go ahead"),
        (MISSING_INPUT, "Thanks!\nAPPROVE 1"),
        (MISSING_INPUT, "> APPROVE 1"),
        (SEND_BACK, "APPROVE: but only half"),
        (SEND_BACK, "APPROVE it"),
        (SEND_BACK, "REJECT that"),
        (SEND_BACK, "CHOOSE 1"),
        (SEND_BACK, "APPROVE?"),
    ],
)
def test_nothing_else_does(gate: Gate, text: str) -> None:
    assert spoken(text, gate, BRIEF) is None


@pytest.mark.parametrize("locale", ["en", "de", "fr"])
@pytest.mark.parametrize("gate", [MISSING_INPUT, SEND_BACK])
def test_every_line_offered_is_understood(gate: Gate, locale: str) -> None:
    lines = offered(gate, BRIEF, locale)
    read = [spoken(one.line, gate, BRIEF) for one in lines]
    assert all(one is not None for one in read)
    assert len({(one.verb, one.choice) for one in read if one}) == len(lines)


def test_nothing_is_offered_where_no_mail_may_decide() -> None:
    assert offered(TRADE_OFF, BRIEF) == offered(REVIEW, BRIEF) == ()
    by_mail = {name for name, gate in GATES.items() if offered(gate, BRIEF)}
    assert by_mail == {"missing_input"}
