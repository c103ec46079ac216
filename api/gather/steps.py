"""The six steps of a cycle as they stand."""

from collections.abc import Sequence

from api import formats
from api.gather.words import CLOSED_ACTIONS
from api.tongue import Say, say
from api.views import words as titles
from api.views.cycle import StepView
from api.views.decision import RequestFacts
from api.views.frame import State
from gates.gate import Step
from store.reading_actions import ActionRecord
from store.reading_inputs import InputRecord
from store.tables.cycles import CycleRow

ORDER = [step.value for step in Step] + ["closed"]
DONE = State(word=Say("Done"), icon="check", tone="good")
RUNNING = State(word=Say("In progress"), icon="half")
AHEAD = State(word=Say("Not started"), icon="open", tone="idle")
SETTLED = frozenset({"accepted", "substituted"})
HALFWAY = 50


def steps(
    cycle: CycleRow,
    inputs: Sequence[InputRecord],
    gates: Sequence[RequestFacts],
    actions: Sequence[ActionRecord],
    constraints: int,
) -> tuple[StepView, ...]:
    present = ORDER.index(cycle.step)
    said = {
        Step.INPUTS: _inputs(inputs),
        Step.SUPPLY_REVIEW: [
            say("{constraints} found", constraints=formats.count(constraints, "constraint"))
        ]
        if present > ORDER.index(Step.SUPPLY_REVIEW)
        else [],
        Step.EXECUTION: _actions(actions),
    }
    return tuple(
        _step(
            step,
            place - present,
            [*said.get(step, []), *_gates(gates, step)],
            _share(step, place - present, inputs, actions),
            held=any(facts.gate.step is step for facts in gates),
        )
        for place, step in enumerate(Step)
    )


def _step(step: Step, ahead: int, lines: list[str], percent: int, *, held: bool) -> StepView:
    waits = State(word=say("Waits for a decision"), icon="clock", tone="warn")
    state = waits if held else DONE if ahead < 0 else RUNNING if ahead == 0 else AHEAD
    return StepView(
        name=titles.STEPS[step],
        state=state,
        lines=tuple(lines),
        percent=percent,
        current=ahead == 0,
    )


def _inputs(inputs: Sequence[InputRecord]) -> list[str]:
    settled = sum(record.row.state in SETTLED for record in inputs)
    came = sum(bool(record.submissions) for record in inputs)
    return (
        [
            say(
                "{came} of {inputs} in, {settled} settled",
                came=came,
                inputs=len(inputs),
                settled=settled,
            )
        ]
        if inputs
        else []
    )


def _actions(actions: Sequence[ActionRecord]) -> list[str]:
    done = sum(record.row.state in CLOSED_ACTIONS for record in actions)
    return (
        [say("{done} of {actions} actions closed", done=done, actions=len(actions))]
        if actions
        else []
    )


def _gates(gates: Sequence[RequestFacts], step: Step) -> list[str]:
    return [
        f"{say(facts.gate.title)}: {', '.join(s.name for s in facts.seats if s.decision is None)}"
        for facts in gates
        if facts.gate.step is step
    ]


def _share(
    step: Step, ahead: int, inputs: Sequence[InputRecord], actions: Sequence[ActionRecord]
) -> int:
    """Counted where there is something to count, else half for what has begun."""
    if ahead:
        return 100 if ahead < 0 else 0
    if step is Step.INPUTS and inputs:
        return 100 * sum(record.row.state in SETTLED for record in inputs) // len(inputs)
    if step is Step.EXECUTION and actions:
        return 100 * sum(r.row.state in CLOSED_ACTIONS for r in actions) // len(actions)
    return HALFWAY
