"""The form that lets another person decide: read, and shown again with what to correct."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from api.tongue import say
from api.views.people import Choice, DelegationFormView
from gates import errors
from gates.catalogue import GATES
from gates.delegating import Delegation, DelegationKind

DAY_ENDS = time(23, 59)
"""A day that is named last is in."""
LIMIT_MAX_CHARS = 15


class DelegationForm(BaseModel):
    kind: DelegationKind
    receiver: str = ""
    starts: str = ""
    ends: str = ""
    gates: list[str] = []
    limit_eur: str = ""
    reason: str = ""


FIELD_OF: Mapping[type[errors.Refusal], str] = {
    errors.DelegationToSelf: "receiver",
    errors.NobodyByThatName: "receiver",
    errors.DelegationHasNoTime: "ends",
    errors.LimitBelowZero: "limit_eur",
}


def refused_at(refusal: errors.Refusal) -> str:
    """The field a refusal speaks of; nothing where it concerns the whole."""
    return FIELD_OF.get(type(refusal), "")


def read_delegation(
    form: DelegationForm, *, giver: str, timezone: str
) -> tuple[Delegation | None, dict[str, str]]:
    """What is wanted, days being the giver's; or nothing, and what to correct by field."""
    wrong: dict[str, str] = {}
    zone = ZoneInfo(timezone)
    starts, ends = _day(form.starts), _day(form.ends)
    limit = _amount(form.limit_eur)
    if not form.receiver:
        wrong["receiver"] = say("Choose who stands in.")
    if starts is None:
        wrong["starts"] = say("Choose the first day.")
    if ends is None:
        wrong["ends"] = say("Choose the last day.")
    if form.limit_eur.strip() and limit is None:
        wrong["limit_eur"] = say("Write an amount in euro such as 50000, or nothing.")
    if not set(form.gates) <= GATES.keys():
        wrong["gates"] = say("Choose from these gates.")
    if len(form.reason) > REASON_MAX_CHARS:
        wrong["reason"] = say(
            "Write at most {REASON_MAX_CHARS} characters.", REASON_MAX_CHARS=REASON_MAX_CHARS
        )
    if wrong or starts is None or ends is None:
        return None, wrong
    wanted = Delegation(
        id=0,
        kind=form.kind,
        giver=giver,
        receiver=form.receiver,
        gates=frozenset(form.gates),
        request=None,
        starts_at=datetime.combine(starts, time(), zone),
        ends_at=datetime.combine(ends, DAY_ENDS, zone),
        limit_eur=limit,
    )
    return wanted, {}


REASON_MAX_CHARS = 500


def as_typed(
    form: DelegationForm, blank: Iterable[DelegationFormView], wrong: Mapping[str, str]
) -> DelegationFormView | None:
    """The form as it came, with what to correct at its fields."""
    shown = next((one for one in blank if one.kind == form.kind.value), None)
    if shown is None:
        return None
    return replace(
        shown,
        people=_chosen(shown.people, {form.receiver}),
        gates=_chosen(shown.gates, set(form.gates)),
        starts=form.starts,
        ends=form.ends,
        limit_eur=form.limit_eur,
        reason=form.reason,
        wrong=wrong,
    )


def _chosen(choices: Iterable[Choice], keys: set[str]) -> tuple[Choice, ...]:
    return tuple(replace(one, chosen=one.key in keys) for one in choices)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    """Digits, with spaces or commas between thousands.

    >>> _amount("50,000"), _amount("1 200.50"), _amount("much"), _amount("NaN")
    (Decimal('50000'), Decimal('1200.50'), None, None)
    """
    plain = text.replace(" ", "").replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and len(plain) <= LIMIT_MAX_CHARS else None
