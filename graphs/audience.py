"""Whom a request's letters go to: the seats whose turn it is, and whoever stands in for them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gates.brief import Brief
from gates.delegating import Delegation, standing_in
from gates.rules import whose_turn
from graphs.asking_letter import Asked
from graphs.phrases import moment
from store import delegations, people
from store.people import Addressee
from store.seats import sitting_in
from store.tables.gates import RequestRow


def audience(
    session: Session, request: RequestRow, brief: Brief, seats: Sequence[Addressee], at: datetime
) -> list[Asked]:
    """Of these seats' holders, those whose turn it is, and their stand-ins."""
    chairs, votes = sitting_in(session, request.id)
    turn = whose_turn(request.ruled, chairs, votes)
    holders = [seat for seat in seats if seat.key in turn]
    found = standing_in(
        [seat.key for seat in holders],
        delegations.unrevoked(session, request.company_id, [seat.key for seat in holders]),
        gate=request.gate,
        request=str(request.id),
        at=at,
        barred=brief.took_part,
    )
    sitting = {chair.holder for chair in chairs}
    whom: list[Asked] = []
    for seat in holders:
        by = found.get(seat.key, ())
        standing = [(one, people.by_key(session, request.company_id, one.receiver)) for one in by]
        whom += _asked(seat, standing, sitting)
    return whom


def _asked(
    seat: Addressee, standing: Sequence[tuple[Delegation, Addressee]], sitting: set[str]
) -> Iterator[Asked]:
    """The holder, told who stands in; and those of them who have no seat of their own."""
    names = [f"{who.name}, {_until(one, seat)}" for one, who in standing]
    yield Asked(to=seat, stands_in="; ".join(names))
    for one, who in standing:
        if who.key not in sitting:
            yield Asked(to=who, seat=seat.key, acting_for=f"{seat.name}, {_until(one, who)}")


def _until(one: Delegation, reader: Addressee) -> str:
    return f"until {moment(one.ends_at, reader.timezone, reader.language)}"
