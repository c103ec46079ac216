"""Recipes and routing of a playbook: who acts, how soon, and whom findings are taken to."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from gates.deadlines import Deadlines
from gates.direction.cell import Turn
from gates.direction.comparing import turned
from gates.direction.settings import changed_keys
from gates.people import Role
from gates.planned_action import PlannedAction
from gates.playbook import Playbook, plain, restore, version
from gates.recipe_policies import STEPS, OwnAction, Recipes, StepPolicy, step_of
from gates.recipes import actions_for
from tests.gates.test_playbook import changed
from tests.gates.test_recipes import EARLY, THURSDAY, are_workable, option
from tests.planning.small_company import halden, halden_options, person

OWN = {
    "lever": "build_early",
    "title": "Have the warehouse keep room for it",
    "owner": "operations_lead",
    "within_days": 3,
    "closes_by": "statement",
}


def acted(recipes: Recipes, key: str = EARLY) -> dict[str, PlannedAction]:
    found = actions_for(halden(), option(key), decided_on=THURSDAY, recipes=recipes)
    are_workable(halden(), found, THURSDAY)
    return {action.key: action for action in found}


def test_every_action_of_our_recipes_can_be_tuned() -> None:
    made = {a.key for one in halden_options() for a in actions_for(
        halden(), one, decided_on=THURSDAY)}  # fmt: skip
    assert {step_of(key) for key in made} <= STEPS.keys()


def test_an_action_goes_to_the_first_role_that_anybody_holds() -> None:
    policy = StepPolicy(owner=(Role.FINANCE_LEAD, Role.COO))
    assert acted(Recipes())["roster-line-4"].owner == "jonas"
    assert acted(Recipes(steps={"roster": policy}))["roster-line-4"].owner == "priya"
    company = replace(halden(), people=(person("ines", "coo"),))
    found = actions_for(
        company, option(EARLY), decided_on=THURSDAY, recipes=Recipes(steps={"roster": policy})
    )
    assert {one.owner for one in found} == {"ines"}


def test_sooner_is_never_before_what_an_action_waits_for_nor_before_tomorrow() -> None:
    usual = acted(Recipes())
    hurried = acted(Recipes(steps=dict.fromkeys(STEPS, StepPolicy(sooner_days=20))))
    assert {key: one.due for key, one in hurried.items()} != {k: a.due for k, a in usual.items()}
    for key, one in hurried.items():
        assert THURSDAY < one.due <= usual[key].due
        assert all(hurried[before].due < one.due for before in one.depends_on)


def test_two_working_days_sooner_leave_out_the_weekend() -> None:
    days = Deadlines(company=halden(), decided_on=THURSDAY)
    assert days.sooner(date(2026, 11, 24), days=2) == date(2026, 11, 20)


def test_an_action_of_ones_own_comes_with_its_lever_alone() -> None:
    recipes = Recipes(own=(OwnAction.model_validate(OWN),))
    own = acted(recipes)["own-1"]
    assert (own.title, own.owner, own.due) == (OWN["title"], "jonas", date(2026, 11, 10))
    assert "own-1" not in acted(recipes, "limit_promotion")


def test_a_playbook_that_says_nothing_of_them_keeps_its_name() -> None:
    """Versions, approvals and recordings from before rest on that name."""
    assert not plain(Playbook()).keys() & {"recipes", "routing", "language"}
    said = changed("recipes", {"steps": {"roster": {"owner": [], "sooner_days": 0}}, "own": []})
    assert version(restore(said)) == version(Playbook())
    assert version(restore(changed("recipes", {"own": [OWN]}))) != version(Playbook())


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("recipes", {"steps": {"fly": {"sooner_days": 1}}}, "no actions fly"),
        ("recipes", {"steps": {"roster": {"sooner_days": 21}}}, "less than or equal to 20"),
        ("recipes", {"steps": {"roster": {"owner": ["nobody"]}}}, "Input should be"),
        ("recipes", {"own": [{**OWN, "lever": "pray"}]}, "no option does"),
        ("recipes", {"own": [{**OWN, "closes_by": "confirmed_quantity"}]}, "Input should be"),
        ("routing", {"drift": ["ines"]}, "Input should be"),
        ("routing", {"weather": []}, "not permitted"),
    ],
)
def test_what_cannot_be_is_refused(path: str, value: object, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        restore(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value", "says", "turn"),
    [
        (
            "recipes",
            {"steps": {"roster": {"owner": ["coo"]}}},
            "recipes.steps.roster: the action goes to: whom its recipe says → coo",
            Turn.CHANGED,
        ),
        (
            "recipes",
            {"steps": {"watch": {"sooner_days": 2}}},
            "recipes.steps.watch: working days sooner than its recipe says: 0 → 2",
            Turn.TIGHTENED,
        ),
        (
            "recipes",
            {"own": [OWN]},
            (
                "recipes.own: “Have the warehouse keep room for it” by operations_lead within 3 "
                "working days: asked of nobody → asked for"
            ),
            Turn.CHANGED,
        ),
        (
            "routing",
            {"stock": ["procurement", "coo"]},
            "routing.stock: it is taken to: operations_lead → procurement, else coo",
            Turn.CHANGED,
        ),
    ],
)
def test_a_change_shows_its_cell(path: str, value: object, says: str, turn: Turn) -> None:
    now = restore(changed(path, value))
    (cell,) = turned(Playbook(), now)
    assert (cell.says, cell.turn) == (says, turn)
    assert changed_keys(Playbook(), now) == (cell.where,)


def test_taking_away_an_action_of_ones_own_relaxes() -> None:
    was = restore(changed("recipes", {"own": [OWN]}))
    (cell,) = turned(was, Playbook())
    assert cell.turn is Turn.RELAXED


PLAIN = "Word it plainly, in {{ language }}.\nKeep every slot in its place."
TERSE = "Word it plainly, in {{ language }}.\nSay it in one sentence."


def test_instructions_are_compared_line_by_line() -> None:
    was, now = (restore(changed("language", {"prompts": {"draft": t}})) for t in (PLAIN, TERSE))
    assert [cell.says for cell in turned(was, now)] == [
        "language.prompts.draft: a line goes: Keep every slot in its place. → –",
        "language.prompts.draft: a line comes: – → Say it in one sentence.",
    ]
    (cell,) = turned(Playbook(), was)
    assert (cell.was, cell.now, cell.turn) == ("as ours is", PLAIN, Turn.CHANGED)
