"""Signed against now, as a brief shows it: what broke, and every number that moved."""

from decimal import Decimal

from pydantic import TypeAdapter

from gates.brief import Compared
from gates.materiality import Move
from gates.premises import Checked
from planning import written

COMPARED = TypeAdapter(list[Compared])


def compared_move(move: Move) -> Compared:
    return Compared(
        label=move.label,
        unit=move.unit,
        signed=_number(move.signed, move.decimals),
        now=_number(move.now, move.decimals),
        material=move.material,
    )


def compared_premise(one: Checked) -> Compared:
    return Compared(
        label=one.premise.says,
        unit="",
        signed=one.premise.was,
        now=one.now,
        material=True,
        where=one.where,
    )


def _number(value: Decimal | None, decimals: int) -> str:
    return "–" if value is None else written.number(value, decimals)
