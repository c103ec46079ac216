"""What Halden's briefs say about powers, and that every gate they open can be decided."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agents.brief_baseline import baseline_brief
from agents.brief_late_action import LateAction, late_action_brief
from agents.brief_missing_input import missing_input_brief
from agents.brief_playbook_change import Proposed, playbook_change_brief
from agents.briefs.executive_lock import executive_lock_brief
from agents.briefs.framing import why_now
from agents.briefs.plan_change import Amending, plan_change_brief
from agents.briefs.review import review_brief
from agents.briefs.trade_off import trade_off_brief
from gates.authority import Purse
from gates.brief import Brief
from gates.catalogue import GATES
from gates.direction.cell import Cell, Turn
from gates.people import Role
from gates.seating import Directory, Member
from gates.slates import slate_of
from runtime.halden import halden_foods
from runtime.powers import limits_of
from tests.agents.test_brief_baseline import missing, risk
from tests.agents.test_brief_baseline import snapshot as baseline_snapshot
from tests.agents.test_briefs import DUE, NOW, snapshot

HALDEN = halden_foods()
PURSE = Purse(limits=limits_of(HALDEN))
DIRECTORY = Directory(
    members=tuple(
        Member(key=p.key, name=p.name, title=p.title, role=Role(p.role), manager=p.manager)
        for p in HALDEN.people
    ),
    version="1",
)


PROPOSED = Proposed(
    playbook="1b77" * 16,
    before="9f3c" * 16,
    author_key="rasmus",
    author="Rasmus Lund",
    why="Fewer gates",
    cells=(Cell(where="follow_up_weeks", when="weeks", was="6", now="5", turn=Turn.RELAXED),),
    preview_sha256="ab12" * 16,
    previewed_at=NOW,
    line="31 → 28 gates",
    verdict="inconclusive",
    reasons=(),
    not_answerable=("Whether people look harder.",),
    escalates_to="Ines Moreau",
    first="",
    at=NOW,
)


def briefs() -> dict[str, Brief]:
    given = replace(snapshot(), submitters=("erik", "franka", "lucia"))
    late = LateAction(
        title="Roster line 4",
        owner_key="aino",
        owner="Aino Kallio",
        manager="Jonas Weber",
        due_at=NOW,
        blocked=False,
        needs="a statement",
        new_day=DUE.date(),
        waiting=(),
        begins=(),
        tried=(),
        stake_eur=Decimal(90_000),
        escalates_to="Ines Moreau",
        at=NOW,
    )
    amending = Amending(
        keep=given.option("do_nothing"),
        adjust=given.option("build_early"),
        signed_cost_eur=Decimal(0),
    )
    made = (
        baseline_brief(baseline_snapshot()),
        review_brief(given),
        trade_off_brief(given),
        executive_lock_brief(given, choice="build_early", chosen_by=("jonas", "ines")),
        missing_input_brief(missing(risk())),
        late_action_brief(late),
        playbook_change_brief(PROPOSED),
        plan_change_brief(given, amending, why_now(given)),
    )
    return {brief.gate: brief for brief in made}


MADE = briefs()


def test_there_is_a_brief_for_every_gate() -> None:
    assert MADE.keys() == GATES.keys()


@pytest.mark.parametrize("name", sorted(MADE))
def test_every_gate_opens_and_somebody_may_approve_every_option(name: str) -> None:
    gate, brief = GATES[name], MADE[name]
    chairs = slate_of(gate, brief, DIRECTORY, PURSE)
    seated = [member for c in chairs if (member := DIRECTORY.member(c.holder))]
    choices = [option.key for option in brief.options] if gate.needs_choice else [None]
    for choice in choices:
        amount = brief.commits_eur(choice)
        rooms = [PURSE.room(member.key, member.role, name) for member in seated]
        assert any(room is None or room >= amount for room in rooms) or not amount, choice


@pytest.mark.parametrize("name", ["trade_off", "executive_lock"])
def test_whom_it_escalates_to_may_approve_it_too(name: str) -> None:
    gate, brief = GATES[name], MADE[name]
    asked = next(member for member in DIRECTORY.members if member.role is gate.escalates_to)
    room = PURSE.room(asked.key, asked.role, name)
    assert room is not None
    assert room >= max(brief.commits_eur(option.key) for option in brief.options)


def test_an_option_commits_its_extra_cost_and_doing_nothing_commits_nothing() -> None:
    given, brief = snapshot(), MADE["trade_off"]
    commits = {option.key: brief.commits_eur(option.key) for option in brief.options}
    assert commits["do_nothing"] == 0
    early = given.option("build_early").metrics["extra_cost_eur"]
    assert commits["build_early"] == early.quantize(Decimal("0.01")) > 40_000
    assert MADE["executive_lock"].commits_eur(None) == commits["build_early"]


@pytest.mark.parametrize("name", ["baseline", "review", "missing_input", "late_action"])
def test_what_moves_no_money_uses_up_no_authority(name: str) -> None:
    brief = MADE[name]
    assert {brief.commits_eur(key) for key in (None, *(o.key for o in brief.options))} == {0}


def test_a_brief_says_what_it_is_about() -> None:
    assert MADE["trade_off"].about == {
        "family": ("oat_bars",),
        "region": ("nordics", "dach", "iberia"),
        "component": ("OAT-SYRUP",),
    }
    assert MADE["missing_input"].about == {"region": ("iberia",)}


def test_who_sent_the_figures_or_chose_cannot_lock() -> None:
    lock = MADE["executive_lock"]
    assert lock.took_part == {"erik", "franka", "lucia", "jonas", "ines"}
    assert lock.pick is not None
    assert lock.pick.because[0].startswith(
        "Jonas Weber, Head of operations, for Ines Moreau, Chief operating officer, chose it"
    )
