"""Whether a thing an address names is the company's own. Nothing else is asked here."""

from types import MappingProxyType
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from store.tables.actions import ActionRow
from store.tables.cycles import CaseRow
from store.tables.effects import CapturedMailRow, EffectRow, MessageRow
from store.tables.evals import EvalRunRow
from store.tables.gates import DecisionRow, RequestRow
from store.tables.inputs import FindingRow, InputRequestRow
from store.tables.people import DelegationRow, PersonRow
from store.tables.wordings import WordingRow

MOST = 2**31 - 1
KEYS: MappingProxyType[str, InstrumentedAttribute[Any]] = MappingProxyType(
    {
        "request_id": RequestRow.id,
        "decision_id": DecisionRow.id,
        "input_id": InputRequestRow.id,
        "finding_id": FindingRow.id,
        "action_id": ActionRow.id,
        "case_id": CaseRow.id,
        "key": PersonRow.key,
        "delegation_id": DelegationRow.id,
        "effect_id": EffectRow.id,
        "mail_id": CapturedMailRow.id,
        "message_id": MessageRow.id,
        "reply_id": MessageRow.id,
        "run_id": EvalRunRow.id,
        "wording_id": WordingRow.id,
    }
)
"""What each name in an address stands for."""


def is_own(session: Session, company_id: int, name: str, said: str) -> bool:
    """A value that can't name anything is nobody's."""
    key = KEYS[name]
    value = _value(key.type.python_type, said)
    if value is None:
        return False
    owner = key.class_.company_id
    return bool(session.scalar(select(exists().where(key == value, owner == company_id))))


def _value(wanted: type[Any], said: str) -> Any:
    try:
        value = wanted(said)
    except ValueError:
        return None
    return None if isinstance(value, int) and not 0 < value <= MOST else value
