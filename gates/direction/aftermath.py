"""What a locked plan sets off, and whom what is found is taken to."""

from collections.abc import Iterator

from gates.direction.cell import Cell, Turn, counted
from gates.people import Role
from gates.playbook import Playbook
from gates.recipe_policies import STEPS, OwnAction, StepPolicy
from gates.routing import USUAL, route

USUALLY = StepPolicy()


def aftermath_cells(was: Playbook, now: Playbook) -> Iterator[Cell]:
    for step in STEPS:
        before, after = (book.recipes.steps.get(step, USUALLY) for book in (was, now))
        where = f"recipes.steps.{step}"
        if before.owner != after.owner:
            yield _other(where, "the action goes to", _roles(before.owner), _roles(after.owner))
        yield from counted(
            where,
            "working days sooner than its recipe says",
            before.sooner_days,
            after.sooner_days,
            more=Turn.TIGHTENED,
        )
    yield from _own(was.recipes.own, now.recipes.own)
    for matter in USUAL:
        old, new = route(was.routing, matter), route(now.routing, matter)
        if old != new:
            yield _other(f"routing.{matter}", "it is taken to", _roles(old), _roles(new))


def _own(was: tuple[OwnAction, ...], now: tuple[OwnAction, ...]) -> Iterator[Cell]:
    """One that is gone is asked of nobody; one that came is one more thing that must be done."""
    for one in was:
        if one not in now:
            yield Cell(where="recipes.own", when=_said(one), was="asked for", now="asked of nobody",
                       turn=Turn.RELAXED)  # fmt: skip
    for one in now:
        if one not in was:
            yield _other("recipes.own", _said(one), "asked of nobody", "asked for")


def _said(one: OwnAction) -> str:
    return f"“{one.title}” by {one.owner.value} within {one.within_days} working days"


def _other(where: str, when: str, was: str, now: str) -> Cell:
    return Cell(where=where, when=when, was=was, now=now, turn=Turn.CHANGED)


def _roles(roles: tuple[Role, ...]) -> str:
    return ", else ".join(role.value for role in roles) or "whom its recipe says"
