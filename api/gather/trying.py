"""The page on which an option is tried with other values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from agents.briefs.framing import option_of
from api import formats
from api.tongue import say
from api.views.decision import RequestFacts, Viewer
from api.views.move_form import Tried, field_of
from api.views.trying import CameTo, TryView, came_to
from gates.brief import Change, Option
from gates.knobs import knobs_of
from gates.move import Move
from planning.options import restore_option
from planning.scenario import Scenario
from runtime.trying import Ground, Trial, ground_of
from store.own_options import OwnOption

Said = Mapping[str, Sequence[str]]


def try_view(
    facts: RequestFacts,
    ground: Ground,
    *,
    tried: Tried,
    found: CameTo | None,
    moves: Sequence[Move],
) -> TryView:
    base = ground.changing.option.scenario
    return TryView(
        path=facts.path,
        about=facts.brief.subject,
        option=base.key,
        base_name=base.name,
        title=say("Try {option} with other values", option=base.name),
        others=ground.others,
        fields=tuple(field_of(knob, tried) for knob in ground.knobs),
        came_to=found,
        refused=tried.message,
        may_change=Move.CHANGE in moves,
    )


def trial_came_to(facts: RequestFacts, ground: Ground, trial: Trial, seconds: float) -> CameTo:
    own = drawn(ground, trial.content)
    return came_to(facts.brief.metrics, base_of(ground), own, trial.changes, seconds)


def base_of(ground: Ground) -> Option:
    supply = ground.changing.supply
    return option_of(supply.company, supply.constraints, ground.changing.option)


def drawn(ground: Ground, content: Mapping[str, object]) -> Option:
    """An option's content as a brief would show it."""
    supply = ground.changing.supply
    return option_of(supply.company, supply.constraints, restore_option(supply.company, content))


def own_view(session: Session, facts: RequestFacts, kept: OwnOption, viewer: Viewer) -> TryView:
    """Somebody's own option, as it was kept."""
    ground = ground_of(session, UUID(facts.request_id), kept.row.base)
    changes = tuple(Change(**one) for one in kept.row.changes)
    found = came_to(facts.brief.metrics, base_of(ground), drawn(ground, kept.row.content), changes)
    own = restore_option(ground.changing.supply.company, kept.row.content).scenario
    at = formats.when(kept.row.made_at.astimezone(viewer.zone))
    said = Tried(said=said_in(ground, own))
    view = try_view(facts, ground, tried=said, found=found, moves=())
    discuss = f"{facts.path}/moves/comment?option={kept.row.key}"
    return replace(view, title=kept.row.name, kept_by=f"{kept.by.name}, {at}", discuss=discuss)


def said_in(ground: Ground, own: Scenario) -> Said:
    """An option's values as its form would send them."""
    company = ground.changing.supply.company
    knobs = knobs_of(company, replace(own, changed_from=None))
    return {
        knob.key: list(knob.value)
        if knob.choices
        else [f"{knob.value:f}"]
        if not knob.whole
        else [str(knob.value)]
        for knob in knobs
    }
