"""Every promise has somebody who answers for it."""

from dataclasses import replace

import pytest

from planning.commitment_owners import owner_of
from planning.commitments import CommitmentKind, commitments_of
from planning.company import Owned
from tests.planning.small_company import halden, halden_options


@pytest.mark.parametrize(
    ("kind", "code", "who"),
    [
        pytest.param(CommitmentKind.PURCHASE, "OAT-SYRUP", "tomas", id="an order"),
        pytest.param(CommitmentKind.EXPEDITE, "OAT-SYRUP", "tomas", id="an expedited order"),
        pytest.param(CommitmentKind.PRODUCTION, "OB-01", "aino", id="what is made"),
        pytest.param(CommitmentKind.STOCK, "OB-01", "aino", id="what is kept"),
    ],
)
def test_by_role(kind: CommitmentKind, code: str, who: str) -> None:
    owner = owner_of(replace(halden(), owners=()), kind, code)
    assert owner is not None
    assert owner.key == who


def test_a_named_owner_comes_first_and_the_line_before_the_family() -> None:
    company = halden()
    family = Owned(kind="family", code="oat_bars", person="marta")
    line = Owned(kind="resource", code="LINE-4", person="jonas")
    part = Owned(kind="component", code="OAT-SYRUP", person="priya")
    owned = replace(company, owners=(family, part))
    made = owner_of(owned, CommitmentKind.PRODUCTION, "OB-01")
    assert made is not None
    assert made.key == "marta"
    made = owner_of(replace(company, owners=(family, line)), CommitmentKind.PRODUCTION, "OB-01")
    assert made is not None
    assert made.key == "jonas"
    bought = owner_of(owned, CommitmentKind.PURCHASE, "OAT-SYRUP")
    assert bought is not None
    assert bought.key == "priya"


def test_nobody_answers_where_nobody_works_and_somebody_for_everything_else() -> None:
    company = halden()
    plan = next(one.plan for one in halden_options() if one.scenario.key == "build_early")
    assert all(owner_of(company, one.kind, one.code) for one in commitments_of(company, plan))
    empty = replace(company, people=(), owners=())
    assert owner_of(empty, CommitmentKind.PURCHASE, "OAT-SYRUP") is None
