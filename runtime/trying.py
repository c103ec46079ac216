"""Trying an option with other values: computed while somebody waits, shown, and kept by nobody.

It only reads. Keeping it as an option of one's own is `runtime.own_options`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from agents.supply_work import tried_option
from gates import errors
from gates.brief import Change
from gates.knob import Knob
from gates.knobs import has_knobs, knobs_of
from gates.option_form import changed, changes, read_values
from graphs.changing import Changing, changing
from graphs.tools import WorkFailed
from planning.plain_values import plain
from planning.scenario import Scenario
from runtime.office import Office
from store.asked_requests import by_id

OVER = ("history.csv", "past_forecasts.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A drafted option to start from, with what may be changed in it."""

    changing: Changing
    knobs: tuple[Knob, ...]
    others: tuple[tuple[str, str], ...]
    """Key and name of every option that something may be changed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An option with somebody's values, solved and verified."""

    scenario: Scenario
    changes: tuple[Change, ...]
    content: dict[str, Any]


def ground_of(session: Session, request_id: UUID, option: str) -> Ground:
    """Raises a `Refusal` where there is no such option, or nothing in it may be changed."""
    found = changing(session, by_id(session, request_id), option)
    company = found.supply.company
    drafted = [one.scenario for one in found.supply.options]
    return Ground(
        changing=found,
        knobs=knobs_of(company, found.option.scenario),
        others=tuple((one.key, one.name) for one in drafted if has_knobs(company, one)),
    )


def wanted(
    ground: Ground, said: Mapping[str, Sequence[str]], *, by: str
) -> tuple[Scenario, tuple[Change, ...]]:
    """The option with these values, and what differs. Raises a `Refusal`."""
    values = read_values(ground.knobs, said)
    scenario = changed(ground.changing.option.scenario, ground.knobs, values, by=by)
    return scenario, changes(ground.knobs, values)


def without_past(files: Mapping[str, str]) -> dict[str, str]:
    r"""The directory without months that are over: no plan hangs on them, and they are most of it.

    >>> without_past({"history.csv": "region,sku\nN,A\n", "items.csv": "sku\nA\n"})
    {'history.csv': 'region,sku\n', 'items.csv': 'sku\nA\n'}
    """
    return {
        name: text.partition("\n")[0] + "\n" if name in OVER else text
        for name, text in files.items()
    }


def try_option(
    office: Office, ground: Ground, said: Mapping[str, Sequence[str]], *, by: str
) -> Trial:
    """Raises a `Refusal`; `ValuesRefused` says what is allowed at which field."""
    scenario, differs = wanted(ground, said, by=by)
    base = ground.changing.base
    try:
        content = office.spare.run(
            tried_option, without_past(base.files), base.baseline, plain(scenario)
        )
    except WorkFailed as failed:
        raise errors.CannotRecompute(str(failed)) from failed
    return Trial(scenario=scenario, changes=differs, content=content)
