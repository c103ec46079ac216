"""One invented company: its people, how fast they answer, and how well they look.

Every figure here is assumed; a corpus says nothing about real people.
"""

from dataclasses import dataclass
from decimal import Decimal

from evals.sim.chance import stream
from gates.people import Role
from gates.seating import Directory, Member

NAMES = ("Ada", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gro", "Hal", "Ida", "Jens", "Kaia", "Lars",
         "Mira", "Nils", "Olga", "Per")  # fmt: skip
HALF = 0.5
LIKELY_TWICE = (Role.SALES_LEAD, Role.REGIONAL_PLANNER, Role.PLANT_PLANNER)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    seed: str
    slug: str
    directory: Directory
    think_hours: float
    """The middle of how long somebody takes to answer."""
    late_share: float
    """How often somebody takes days."""
    notices: float
    """How often an approver sees that what is recommended is wrong."""
    flawed: float
    """How often it is."""
    regions: int
    stake_eur: Decimal


def world(seed: str, number: int) -> World:
    chance = stream(seed, "world", number)
    slug = f"world-{number:02}"
    return World(
        seed=f"{seed}/{number}",
        slug=slug,
        directory=Directory(members=tuple(_members(seed, number)), owners={}, version=slug),
        think_hours=chance.uniform(2, 9),
        late_share=chance.uniform(0.03, 0.2),
        notices=chance.uniform(0.6, 0.95),
        flawed=chance.uniform(0.08, 0.25),
        regions=chance.randint(3, 6),
        stake_eur=Decimal(chance.randrange(8_000, 60_000, 500)),
    )


def _members(seed: str, number: int) -> list[Member]:
    chance = stream(seed, "people", number)
    roles = [*Role, *(role for role in LIKELY_TWICE if chance.random() < HALF)]
    keys = [f"{NAMES[n].lower()}" for n in range(len(roles))]
    top = keys[roles.index(Role.GENERAL_MANAGER)]
    return [
        Member(
            key=key,
            name=NAMES[n],
            title=role.value.replace("_", " "),
            role=role,
            manager=None if key == top else top,
        )
        for n, (key, role) in enumerate(zip(keys, roles, strict=True))
    ]
