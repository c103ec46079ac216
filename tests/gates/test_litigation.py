"""A decided matter is looked at again only for a changed fact, by who may ask."""

from datetime import UTC, datetime

import pytest

from gates import errors
from gates.errors import Refusal
from gates.litigation import NewFact, Settled, reopen
from gates.people import Actor, Role, agent, person

SETTLED = Settled(
    who="Ines Moreau",
    at=datetime(2026, 11, 5, 9, 40, tzinfo=UTC),
    what="approved Build early",
    href="/requests/7",
)
FILM = NewFact(
    key="film", says="Film by week 49", signed="40,000 m", now="31,000 m", where="open_supply.csv"
)
INES, LEAD = person("ines", Role.COO), person("sofie", Role.SOP_LEAD)


@pytest.mark.parametrize("by", [INES, LEAD], ids=["sits in it", "the S&OP lead"])
def test_a_changed_fact_reopens_it(by: Actor) -> None:
    fact = reopen(
        by=by,
        seats={"ines"},
        settled=SETTLED,
        looked_at_again=False,
        new_facts=[FILM],
        named="film",
    )
    assert fact is FILM


@pytest.mark.parametrize(
    ("by", "settled", "again", "facts", "named", "refusal"),
    [
        pytest.param(INES, SETTLED, False, [], "", errors.NothingHasChanged, id="nothing new"),
        pytest.param(
            INES, SETTLED, False, [FILM], "?", errors.NothingHasChanged, id="an invented fact"
        ),
        pytest.param(INES, None, False, [FILM], "film", errors.NotDecidedYet, id="still open"),
        pytest.param(
            INES, SETTLED, True, [FILM], "film", errors.AlreadyReopened, id="already reopened"
        ),
        pytest.param(
            person("jonas", Role.OPERATIONS_LEAD),
            SETTLED,
            True,
            [],
            "",
            errors.MayNotReopen,
            id="a stranger learns nothing else",
        ),
        pytest.param(
            agent("monitor"), SETTLED, False, [FILM], "film", errors.AgentsDoNotDecide, id="agent"
        ),
    ],
)
def test_refused(
    by: Actor,
    settled: Settled | None,
    facts: list[NewFact],
    named: str,
    refusal: type[Refusal],
    *,
    again: bool,
) -> None:
    with pytest.raises(refusal):
        reopen(
            by=by,
            seats={"ines"},
            settled=settled,
            looked_at_again=again,
            new_facts=facts,
            named=named,
        )


def test_the_refusal_names_the_earlier_decision() -> None:
    with pytest.raises(errors.NothingHasChanged) as told:
        reopen(
            by=INES, seats={"ines"}, settled=SETTLED, looked_at_again=False, new_facts=[], named=""
        )
    for word in ("Ines Moreau", "05 Nov 2026", "approved Build early", "/requests/7"):
        assert word in told.value.message
