"""Agents at a cycle's close: what each proposed, held against what people did and what came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gates.catalogue import TRADE_OFF
from graphs.case_state import CaseState
from planning.scenario import DO_NOTHING
from store import agents_scored, asked_requests

DRAFTER, READER, MONITOR = "scenario_drafter", "reply_reader", "monitor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommended:
    """Which option the agents picked for the trade-off, and which one the person chose."""

    pick: str
    chosen: str


def recommended(session: Session, state: CaseState) -> Recommended | None:
    """None where there was nothing to choose from."""
    key = f"{TRADE_OFF.name}/{state['round']}"
    request = asked_requests.find_request(session, state["case_id"], key)
    if request is None or request.choice is None:
        return None
    pick = asked_requests.brief_now(session, request).pick
    return None if pick is None else Recommended(pick=pick.option, chosen=request.choice)


def counted(session: Session, cycle_id: int) -> list[dict[str, Any]]:
    """Of agents whose proposals people answered; who proposed nothing isn't told."""
    found = (
        (READER, agents_scored.readings(session, cycle_id)),
        (MONITOR, agents_scored.alarms(session, cycle_id)),
    )
    return [
        {"who": who, "proposed": one.proposed, "stood": one.stood}
        for who, one in found
        if one.proposed
    ]


def drafted(what: Recommended | None, options: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """On the demand that came: the pick against doing nothing, and against what was chosen.

    Nothing is said where one of them could not be replayed, or was changed before it was signed.
    """
    by_key = {one["key"]: one for one in options}
    if what is None or not {what.pick, what.chosen, DO_NOTHING} <= by_key.keys():
        return []
    pick, chosen, nothing = (by_key[key] for key in (what.pick, what.chosen, DO_NOTHING))
    if None in (pick["actual_eur"], chosen["actual_eur"], nothing["actual_eur"]):
        return []
    came = Decimal(pick["actual_eur"])
    return [
        {
            "who": DRAFTER,
            "pick": pick["name"],
            "taken": what.pick == what.chosen,
            "over_nothing_eur": str(came - Decimal(nothing["actual_eur"])),
            "over_choice_eur": str(came - Decimal(chosen["actual_eur"])),
        }
    ]
