"""How each rule closes, as a table, and what holds of every rule over random votes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gates.catalogue import EXECUTIVE_LOCK, REVIEW, TRADE_OFF
from gates.gate import APPROVING, Gate, Rule, Verb
from gates.rules import Outcome, Vote, needed, outcome, progress, settled_choice, whose_turn
from gates.seating import Chair, Why

WHY = Why(rule="r", data="d", version="v")


def seats(*groups: str) -> list[Chair]:
    """`a`, `b`, ... in these groups, each group a line of the slate."""
    lines = list(dict.fromkeys(groups))
    return [
        Chair(holder="abcdefgh"[n], group=group, position=lines.index(group), why=WHY)
        for n, group in enumerate(groups)
    ]


def votes(*said: str) -> list[Vote]:
    """`a+` approves, `a-` rejects, `a~` asks for changes, `a!` dissents; `a+x` chooses x."""
    verbs = {"+": Verb.APPROVE, "-": Verb.REJECT, "~": Verb.REQUEST_CHANGES, "!": Verb.DISSENT}
    return [Vote(seat=one[0], verb=verbs[one[1]], choice=one[2:] or None) for one in said]


THREE = ("g", "g", "g")


@pytest.mark.parametrize(
    ("rule", "groups", "said", "closes"),
    [
        pytest.param(Rule.ONE, THREE, [], None, id="nobody yet"),
        pytest.param(Rule.ONE, THREE, ["a+"], Outcome.APPROVED, id="one is enough"),
        pytest.param(Rule.ONE, THREE, ["b~"], Outcome.RETURNED, id="one sends it back"),
        pytest.param(Rule.ONE, THREE, ["b-"], Outcome.REJECTED, id="one rejects"),
        pytest.param(Rule.ALL, THREE, ["a+", "b+"], None, id="all: one missing"),
        pytest.param(Rule.ALL, THREE, ["a+", "b+", "c+"], Outcome.APPROVED, id="all"),
        pytest.param(Rule.ALL, THREE, ["a+", "b-"], Outcome.REJECTED, id="all: one rejects"),
        pytest.param(Rule.ALL, THREE, ["a~"], Outcome.RETURNED, id="all: one sends back"),
        pytest.param(Rule.ALL, ("g", "g"), ["a+x", "b+y"], Outcome.RETURNED, id="all: split"),
        pytest.param(Rule.N_OF_M, THREE, ["a+"], None, id="2 of 3: one"),
        pytest.param(Rule.N_OF_M, THREE, ["a-"], None, id="2 of 3: one against"),
        pytest.param(Rule.N_OF_M, THREE, ["a-", "b+", "c+"], Outcome.APPROVED, id="2 of 3"),
        pytest.param(Rule.N_OF_M, THREE, ["a-", "b-"], Outcome.REJECTED, id="2 of 3: hopeless"),
        pytest.param(Rule.N_OF_M, THREE, ["a+x", "b+y"], None, id="2 of 3: on different options"),
        pytest.param(Rule.PER_GROUP, ("g", "g", "h"), ["a+", "b+"], None, id="group missing"),
        pytest.param(Rule.PER_GROUP, ("g", "g", "h"), ["a-", "c+"], None, id="group's other may"),
        pytest.param(
            Rule.PER_GROUP, ("g", "g", "h"), ["a-", "c+", "b+"], Outcome.APPROVED, id="groups"
        ),
        pytest.param(
            Rule.PER_GROUP, ("g", "g", "h"), ["a-", "b~"], Outcome.RETURNED, id="group against"
        ),
        pytest.param(Rule.SEQUENCE, ("g", "h"), ["a+"], None, id="first step"),
        pytest.param(Rule.SEQUENCE, ("g", "h"), ["a+", "b+"], Outcome.APPROVED, id="sequence"),
        pytest.param(Rule.SEQUENCE, ("g", "h"), ["a-"], Outcome.REJECTED, id="step refused"),
        pytest.param(Rule.EVERYONE_ANSWERS, THREE, ["a+", "b!"], None, id="one unheard"),
        pytest.param(
            Rule.EVERYONE_ANSWERS, THREE, ["a+", "b!", "c!"], Outcome.ANSWERED, id="all heard"
        ),
    ],
)
def test_closes(
    rule: Rule, groups: tuple[str, ...], said: list[str], closes: Outcome | None
) -> None:
    gate = replace(EXECUTIVE_LOCK, rule=rule, needed=2)
    assert outcome(gate, seats=seats(*groups), votes=votes(*said)) is closes


def test_the_option_most_agreed_on_is_settled() -> None:
    gate = replace(TRADE_OFF, rule=Rule.N_OF_M, needed=2)
    said = votes("a+x", "b+y", "c+y")
    assert settled_choice(gate, seats=seats(*THREE), votes=said) == "y"


def test_in_a_sequence_each_line_waits_for_the_one_before() -> None:
    gate = replace(EXECUTIVE_LOCK, rule=Rule.SEQUENCE)
    slate = seats("g", "g", "h")
    assert whose_turn(gate, slate, []) == {"a", "b"}
    assert whose_turn(gate, slate, votes("a-")) == {"b"}
    assert whose_turn(gate, slate, votes("b+")) == {"c"}
    assert whose_turn(gate, slate, votes("b+", "c+")) == frozenset()


def test_progress_counts_as_the_rule_counts() -> None:
    groups = replace(EXECUTIVE_LOCK, rule=Rule.PER_GROUP)
    assert (
        progress(groups, seats("g", "g", "h"), votes("a+", "b+")).words == "1 of 2 groups approve"
    )
    assert progress(REVIEW, seats(*THREE), votes("a+", "b!")).words == "2 of 3 answered"


GATES = st.builds(
    lambda rule, needed: replace(EXECUTIVE_LOCK, rule=rule, needed=needed),
    st.sampled_from(list(Rule)),
    st.integers(1, 3),
)
SLATES = st.lists(st.sampled_from("gh"), min_size=3, max_size=6).map(lambda g: seats(*g))
VERBS = st.sampled_from([Verb.APPROVE, Verb.REJECT, Verb.REQUEST_CHANGES])


@settings(max_examples=300, deadline=None)
@given(gate=GATES, slate=SLATES, data=st.data())
def test_every_gate_closes_by_the_last_answer_and_stays_closed(
    gate: Gate, slate: list[Chair], data: st.DataObject
) -> None:
    """Answered in turn, nobody is asked in vain: it closes, and never without its approvals."""
    said: list[Vote] = []
    closed = None
    while turn := sorted(whose_turn(gate, slate, said)):
        if (closed := outcome(gate, seats=slate, votes=said)) is not None:
            break
        said.append(Vote(seat=data.draw(st.sampled_from(turn)), verb=data.draw(VERBS)))
    closed = closed or outcome(gate, seats=slate, votes=said)
    assert closed is not None
    approvals = {vote.seat for vote in said if vote.verb in APPROVING}
    if closed is Outcome.APPROVED and gate.rule is not Rule.ONE:
        have = progress(gate, slate, said).have
        assert have >= needed(gate, slate)
        assert len(approvals) >= have
