"""Signed against now, as a brief shows it: what broke, and every number that moved."""

from decimal import Decimal

from pydantic import TypeAdapter

from gates.brief import Compared
from gates.canonical import Json
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


def moved_plain(move: Move) -> dict[str, Json]:
    """The same to the last digit, for the ledger: whoever judges later needs the number itself."""
    return {
        "key": move.key,
        "kind": move.kind.value,
        "signed": None if move.signed is None else str(move.signed),
        "now": None if move.now is None else str(move.now),
        "material": move.material,
    }


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
