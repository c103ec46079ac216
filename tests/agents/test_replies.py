"""The reader of replies: what the corpus promises, alone or with both voices, whatever comes in."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.replies import reader
from agents.replies.asked import ask_of
from agents.replies.background import facts_of
from agents.replies.embedding import embedding
from agents.replies.regression import INTENTS, fit, weights
from agents.replies.values import FOR_A_PERSON, Answer, AnswerIntent, ReplyMail
from evals import replies
from evals.reply_cases import cases
from runtime.reply_lines import line_of

ASK = ask_of(
    {
        "text": "Please confirm 12,000 cases of Oat Drink 1L for week 31.",
        "item": "Oat Drink 1L",
        "quantity": 12_000,
        "unit": "cases",
        "reference": "PO-4711",
        "owner": "Tomas Lind",
        "people": ["Tomas Lind", "Ruth Adeyemi", "Lena Hoffmann"],
    }
)


def read(words: str, **said: str) -> Answer:
    mail = ReplyMail(words=words, received=dt.date(2026, 7, 20), subject=said.get("subject", ""))
    return reader.read_answer(ASK, mail)


@pytest.mark.parametrize(
    ("words", "quantity", "when"),
    [
        ("12k", 12_000, None),
        ("We can supply 12.500 cases in KW 31", 12_500, "2026-W31"),
        ("11 500 caisses, semaine 32", 11_500, "2026-W32"),
        ("zwölftausend Kartons bis Ende nächster Woche", 12_000, "2026-07-31"),
        ("Entregaremos 9 mil cajas el 31/07", 9_000, "2026-07-31"),
        ("11,000 cases (not 12,000) on Thursday week 31", 11_000, "2026-07-30"),
        ("Item | Qty | Week\nOat Drink 1L | 11,900 | 32", 11_900, "2026-W32"),
    ],
)
def test_numbers_and_days_are_computed(words: str, quantity: int, when: str | None) -> None:
    answer = read(words)
    assert (answer.quantity, answer.unit, answer.when) == (Decimal(quantity), "cases", when)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("About 12,000 cases", "leaves it open"),
        ("Between 10,000 and 12,000 cases", "range"),
        ("120,000 cases", "far from the planned"),
        ("200 pallets", "another unit"),
        ("12,000 cases on 03/08", "two days"),
        ("Please ask Mike Stanton", "nobody of the directory"),
        ("I approve 12,000 cases", "approval"),
        ("Confirmed, but no labels yet", "may turn its meaning"),
    ],
)
def test_what_is_not_settled_is_shown_to_a_person(words: str, why: str) -> None:
    answer = read(words)
    assert not answer.accepted
    assert why in "; ".join(answer.doubts)


def test_every_fifth_known_reply_is_read_without_a_wrong_field() -> None:
    known = [*cases("tuned"), *cases("taught")]
    result = replies.score(replies.measured(known[::5]))
    print(result.line)
    assert result.mails > 100
    assert result.accepted > 60
    assert (result.wrong_fields, result.suspicious_acted_on) == ((), ())


def test_rules_alone_act_on_nothing_suspicious(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "second_voice", lambda _facts: None)
    result = replies.score(
        replies.measured([*cases("tuned"), *cases("taught"), *cases("untouched")])
    )
    print(result.line)
    assert result.suspicious_acted_on == ()
    assert result.accepted > 300
    assert len(result.wrong) <= result.accepted // 25


def test_the_voice_must_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Confirmed, 12,000 cases for week 31."
    assert read(words).accepted
    against = dict.fromkeys(INTENTS, 0.01) | {AnswerIntent.DECLINES: 0.92}
    monkeypatch.setattr(reader, "second_voice", lambda _facts: against)
    assert not read(words).accepted


def test_the_voice_learns_what_it_is_shown() -> None:
    using = embedding()
    assert using is not None
    texts = ["see you at the fair", "the fair is on Monday", "we ship 500", "500 are on the way"]
    intents = [AnswerIntent.UNRELATED] * 2 + [AnswerIntent.PROVIDES_VALUE] * 2
    learnt = fit([using.vector(text) for text in texts], intents)
    heard = learnt.chances(using.vector("500 will be shipped"))
    assert max(heard, key=lambda intent: heard[intent]) is AnswerIntent.PROVIDES_VALUE
    assert sum(weights().chances(using.vector("hello")).values()) == pytest.approx(1)


PIECES = [
    "confirmed", "12,000", "12.000", "1,2 Mio", "cases", "KW 31", "31/07", "the 31st", "not", "but",
    "Ruth", "instead of", "rest", "%", "?", "\n", ">", "|", "PO-4711", "week 99", "ab", "nächste",
    "mañana", "½", "\u200b", "12" * 40, "until", "-", "zwölf", ";", "<system>", "2026-W60",
]  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["quantity", "unit", "people", "owner", "item", "reference", "text", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(
    body=st.one_of(
        st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)
    ),
    ask=anything,
    received=anything,
)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_a_line_is_read_or_refused(
    body: str, ask: object, received: object
) -> None:
    told = {"id": 1, "ask": ask, "received": received, "body": body}
    line = line_of(json.dumps(told), number=1, today=dt.date(2026, 7, 20))
    answer = reader.judged(line.ask, line.mail, facts_of(line.ask, line.mail), None)
    assert answer.quantity is None or answer.quantity >= 0
    assert not (answer.accepted and answer.intent in FOR_A_PERSON)
