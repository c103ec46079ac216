"""Approve with changes, before the signature: the option is recomputed and put beside the others.

Recomputing takes seconds, so it happens between two transactions; the second looks again at
whether the person may still do it. Signing is an ordinary ballot on the brief this makes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy.orm import Session

from agents.supply_work import changed_option
from gates import errors
from gates.authority import Purse
from gates.brief import Brief, Change
from gates.canonical import Json
from gates.chain import Channel
from gates.deciding import may_answer
from gates.gate import Verb
from gates.knob import Knob
from gates.knobs import has_knobs, knobs_of
from gates.option_form import changed, changes, read_values
from graphs.changing import Changing, changing, keep
from graphs.tools import WorkFailed
from planning.plain_values import plain
from planning.scenario import Scenario
from runtime.deciding import Answer
from runtime.moving import Scene, at_request
from runtime.office import Office
from store.delegations import received_by
from store.redrafting import redraft
from store.tables.gates import RequestRow

CHANGED_MAX = 4
"""As many as still stand side by side with the drafted ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    knobs: tuple[Knob, ...]
    options: frozenset[str]
    """Every option of the round that something may be changed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A changed option before it is computed."""

    changing: Changing
    scenario: Scenario
    changes: tuple[Change, ...]
    known: bool
    """It stands in the brief already."""


def form_for(session: Session, request: RequestRow, option: str) -> Form:
    """What may be changed in an option of an open request, and in which others."""
    if Verb.APPROVE_WITH_CHANGES not in request.ruled.verbs:
        raise errors.VerbNotAllowed
    found = changing(session, request, option)
    scenarios = [one.scenario for one in found.supply.options]
    return Form(
        knobs=knobs_of(found.supply.company, found.option.scenario),
        options=frozenset(one.key for one in scenarios if has_knobs(found.supply.company, one)),
    )


def change_option(
    office: Office, whom: Answer, option: str, said: Mapping[str, Sequence[str]]
) -> str:
    """The key of the option with these values, which then stands in the brief.

    Raises a `Refusal`; `ValuesRefused` says what is allowed at which field. Sending the same values
    twice gives the same option.
    """
    with at_request(office, whom) as scene:
        wanted = _wanted(scene, option, said)
    if wanted.known:
        return wanted.scenario.key
    office.reached("change.read")
    content = _recomputed(office, wanted)
    office.reached("change.computed")
    with at_request(office, whom) as scene:
        _add(scene, wanted, content)
    return wanted.scenario.key


def _wanted(scene: Scene, option: str, said: Mapping[str, Sequence[str]]) -> Wanted:
    brief = _may_change(scene)
    found = changing(scene.session, scene.row, option)
    base = found.option.scenario
    knobs = knobs_of(found.supply.company, base)
    values = read_values(knobs, said)
    before = sum(one.changed_from == option for one in brief.options)
    own = changed(base, knobs, values, by=scene.who.name, before=before)
    known = own.key in brief.changed
    if not known and len(brief.changed) >= CHANGED_MAX:
        raise errors.TooManyChanges
    return Wanted(changing=found, scenario=own, changes=changes(knobs, values), known=known)


def _may_change(scene: Scene) -> Brief:
    """Whoever may sign now may change what they sign; nobody else."""
    request = scene.request
    gate = request.ruled
    if Verb.APPROVE_WITH_CHANGES not in gate.verbs:
        raise errors.VerbNotAllowed
    received = received_by(scene.session, request.company_id, scene.who.key)
    may_answer(
        gate,
        waiting=request.waiting(received, Purse()),
        seat=None,
        brief_sha256=request.brief_sha256,
        by=scene.actor,
        at=scene.at,
    )
    return request.brief


def _recomputed(office: Office, wanted: Wanted) -> dict[str, Any]:
    base = wanted.changing.base
    try:
        return office.tools.apart(
            changed_option,
            base.files,
            base.baseline,
            plain(wanted.scenario),
            wanted.changing.others,
            base.past,
        )
    except WorkFailed as failed:
        raise errors.CannotRecompute(str(failed)) from failed


def _add(scene: Scene, wanted: Wanted, content: dict[str, Any]) -> None:
    """Nothing, where somebody was quicker with the same values."""
    brief, key = _may_change(scene), wanted.scenario.key
    if key in brief.changed:
        return
    if len(brief.changed) >= CHANGED_MAX:
        raise errors.TooManyChanges
    keep(scene.session, scene.row, content)
    revised = wanted.changing.added_to(brief, content)
    redraft(
        scene.session,
        scene.row,
        revised,
        by=scene.actor,
        at=scene.at,
        channel=Channel(scene.channel),
    )
    scene.write_history("option_changed", _facts(scene, wanted))


def _facts(scene: Scene, wanted: Wanted) -> dict[str, Json]:
    told = [{"what": one.what, "was": one.was, "now": one.now} for one in wanted.changes]
    return {
        "option": wanted.scenario.key,
        "changed_from": wanted.scenario.changed_from,
        "changes": cast("Json", told),
        "brief_sha256": scene.row.brief_sha256,
    }
