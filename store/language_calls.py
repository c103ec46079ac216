"""Questions to models and their answers, by case."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.tables.cycles import CaseRow
from store.tables.language import LanguageCallRow


def keep(
    session: Session,
    case_id: str,
    *,
    at: datetime,
    key: str,
    question: Mapping[str, Any],
    heard: Mapping[str, Any],
) -> None:
    company_id = session.get_one(CaseRow, case_id).company_id
    session.add(
        LanguageCallRow(
            company_id=company_id,
            case_id=case_id,
            at=at,
            key=key,
            question=_storable(question),
            heard=_storable(heard),
        )
    )


def of_cycle(session: Session, cycle_id: int) -> Sequence[LanguageCallRow]:
    """In the order they were asked."""
    found = select(LanguageCallRow).join(CaseRow, CaseRow.id == LanguageCallRow.case_id)
    return session.scalars(
        found.where(CaseRow.cycle_id == cycle_id).order_by(LanguageCallRow.id)
    ).all()


def _storable(value: Any) -> Any:
    """JSON columns take no NUL, which a stranger's mail may hold."""
    if isinstance(value, str):
        return value.replace("\x00", "�")
    if isinstance(value, Mapping):
        return {key: _storable(inner) for key, inner in value.items()}
    return [_storable(inner) for inner in value] if isinstance(value, list | tuple) else value
