"""What people said about an owner's layouts, as the reader needs it; and as it is kept."""

from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from planning.sheets.confirmed import Confirmed
from planning.sheets.mapping import Mapping
from store.layouts import Layout, layouts_of

_CONFIRMED = TypeAdapter(Confirmed)


def confirmed_layouts(session: Session, owner_id: int) -> tuple[Confirmed, ...]:
    return tuple(map(_as_confirmed, layouts_of(session, owner_id)))


def _as_confirmed(layout: Layout) -> Confirmed:
    said = {"shape_id": layout.shape_id, "by": layout.by, "on": layout.at.date()}
    return _CONFIRMED.validate_python(layout.reading | said)


def reading_of(said: Confirmed) -> dict[str, Any]:
    """What is kept of it; who said it and when is the row's own."""
    plain: dict[str, Any] = _CONFIRMED.dump_python(said, mode="json")
    return {name: plain[name] for name in ("roles", "uom", "decimal_mark", "date_order")}


def as_read(mapping: Mapping, *, by: str, on: date) -> Confirmed:
    """What a person says who finds this reading right."""
    return Confirmed(
        shape_id=mapping.shape_id,
        roles=tuple(column.role for column in mapping.columns),
        uom=mapping.uom,
        decimal_mark=mapping.decimal_mark,
        date_order=mapping.date_order,
        by=by,
        on=on,
    )
