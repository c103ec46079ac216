"""The typed form of an option: bounds explained, types kept, equal values one scenario."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates import errors
from gates.knob import Knob
from gates.knobs import knobs_of
from gates.option_form import ValuesRefused, changed, changes, form_of, read_values
from planning.constraints import find_constraints
from planning.levers import BuildEarly
from planning.plain_values import plain, restore
from planning.scenario import Scenario
from planning.standard_scenarios import standard_scenarios
from runtime.halden import halden_foods

COMPANY = halden_foods()
SCENARIOS = {one.key: one for one in standard_scenarios(COMPANY, find_constraints(COMPANY))}


def as_sent(knobs: tuple[Knob, ...], **said: str) -> dict[str, list[str]]:
    """The form as it was shown, with some fields filled in otherwise."""
    shown = {
        knob.key: [str(one) for one in knob.value] if knob.choices else [str(knob.value)]
        for knob in knobs
    }
    return shown | {key: [value] for key, value in said.items()}


def test_the_form_has_units_and_bounds() -> None:
    schema = form_of(knobs_of(COMPANY, SCENARIOS["build_early"])).model_json_schema()
    expedite = schema["properties"]["expedite_0"]
    assert (expedite["type"], expedite["unit"]) == ("integer", "kg a week")
    assert expedite["maximum"] > 0
    assert schema["properties"]["overtime_0"]["maximum"] == 12


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        pytest.param("overtime_0", "13", "from 0 to 12 hours a week", id="too much"),
        pytest.param("overtime_0", "-1", "from 0 to 12", id="below zero"),
        pytest.param("overtime_0", "7.5", "A whole number", id="a part of an hour"),
        pytest.param("overtime_0", "", "A whole number", id="nothing"),
        pytest.param("overtime_0", "many", "A whole number", id="words"),
        pytest.param("prebuild_0", "nan", "from 0 to 100 %", id="not a number"),
        pytest.param("prebuild_0", "1e400", "from 0 to 100 %", id="endless"),
    ],
)
def test_out_of_bounds_is_refused_at_the_field(key: str, value: str, says: str) -> None:
    knobs = knobs_of(COMPANY, SCENARIOS["build_early"])
    with pytest.raises(ValuesRefused) as refused:
        read_values(knobs, as_sent(knobs, **{key: value}))
    assert list(refused.value.fields) == [key]
    assert says in refused.value.fields[key]


def test_a_tier_must_be_one_of_ours_and_one_must_stay() -> None:
    knobs = knobs_of(COMPANY, SCENARIOS["limit_promotion"])
    for sent in ({"tiers_0": ["moon"]}, {}):
        with pytest.raises(ValuesRefused) as refused:
            read_values(knobs, sent)
        assert refused.value.fields == {"tiers_0": "Choose at least one"}


@pytest.mark.parametrize("key", ["limit_promotion", "build_early", "lower_non_core", "mix"])
def test_the_form_as_shown_changes_nothing(key: str) -> None:
    scenario = SCENARIOS[key]
    knobs = knobs_of(COMPANY, scenario)
    with pytest.raises(errors.NothingChanged):
        changed(scenario, knobs, read_values(knobs, as_sent(knobs)), by="Ines")


def test_doing_nothing_and_a_changed_option_have_no_form() -> None:
    with pytest.raises(errors.NothingToChange):
        knobs_of(COMPANY, SCENARIOS["do_nothing"])
    scenario = SCENARIOS["build_early"]
    knobs = knobs_of(COMPANY, scenario)
    own = changed(scenario, knobs, read_values(knobs, as_sent(knobs, overtime_0="4")), by="Ines")
    with pytest.raises(errors.NothingToChange):
        knobs_of(COMPANY, own)


def test_equal_values_are_one_scenario_and_it_says_what_changed() -> None:
    scenario = SCENARIOS["build_early"]
    knobs = knobs_of(COMPANY, scenario)
    values = read_values(knobs, as_sent(knobs, overtime_0="4"))
    one, again = (changed(scenario, knobs, values, by=by) for by in ("Ines Moreau", "Jonas Weber"))
    assert one.key == again.key != scenario.key
    assert one.name == "Build early, changed by Ines Moreau"
    second = changed(scenario, knobs, values, by="Ines Moreau", before=1)
    assert second.name == "Build early, changed by Ines Moreau (2)", "no two have the same name"
    (said,) = changes(knobs, values)
    assert (said.was, said.now) == ("12 hours a week", "4 hours a week")
    assert restore(Scenario, plain(one)) == one


@given(hours=st.integers(0, 12), expedited=st.integers(0, 100_000), share=st.decimals(0, 100))
def test_what_was_given_is_what_the_lever_does(hours: int, expedited: int, share: Decimal) -> None:
    scenario = SCENARIOS["build_early"]
    knobs = knobs_of(COMPANY, scenario)
    most = int(next(knob.most for knob in knobs if knob.key == "expedite_0"))
    said = {"overtime_0": str(hours), "expedite_0": str(min(expedited, most))}
    values = read_values(knobs, as_sent(knobs, prebuild_0=f"{share:f}", **said))
    try:
        own = changed(scenario, knobs, values, by="Ines")
    except errors.NothingChanged:
        return
    (lever,) = own.levers
    assert isinstance(lever, BuildEarly)
    back = {knob.key: knob.value for knob in knobs_of(COMPANY, _drafted(own))}
    assert back == values


def _drafted(own: Scenario) -> Scenario:
    """The same levers as if the drafter had drawn them."""
    return Scenario(key="it", name="It", summary="", levers=own.levers)
