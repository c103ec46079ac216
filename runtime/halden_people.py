"""The people of Halden Foods, what they answer for, and how much they may approve in a cycle."""

from decimal import Decimal

from planning.company import Authority, Owned, Person, Region

COPENHAGEN = "Europe/Copenhagen"
BERLIN = "Europe/Berlin"
MADRID = "Europe/Madrid"


def _person(key: str, name: str, role: str, title: str, manager: str | None) -> Person:
    timezone = {"franka": BERLIN, "lucia": MADRID}.get(key, COPENHAGEN)
    return Person(
        key=key,
        name=name,
        email=f"{key}@halden.example",
        role=role,
        title=title,
        timezone=timezone,
        manager=manager,
    )


PEOPLE = (
    _person("henrik", "Henrik Halden", "general_manager", "General manager", None),
    _person("ines", "Ines Moreau", "coo", "Chief operating officer", "henrik"),
    _person("marta", "Marta Lindqvist", "sales_lead", "Vice president sales", "henrik"),
    _person("jonas", "Jonas Weber", "operations_lead", "Head of operations", "ines"),
    _person("priya", "Priya Nair", "finance_lead", "Chief financial officer", "henrik"),
    _person("aiko", "Aiko Brandt", "demand_manager", "Demand manager", "marta"),
    _person("sofie", "Sofie Dahl", "sop_lead", "S&OP lead", "ines"),
    _person("tomas", "Tomas Berg", "procurement", "Procurement manager", "jonas"),
    _person("aino", "Aino Kallio", "plant_planner", "Plant planner, Lund", "jonas"),
    _person("erik", "Erik Holm", "regional_planner", "Demand planner, Nordics", "aiko"),
    _person("franka", "Franka Kranz", "regional_planner", "Demand planner, DACH", "aiko"),
    _person("lucia", "Lucía Ferrer", "regional_planner", "Demand planner, Iberia", "aiko"),
    _person("claire", "Claire Dubois", "finance_analyst", "Finance analyst", "priya"),
    _person("rasmus", "Rasmus Lund", "admin", "Planning systems", "sofie"),
)

REGIONS = (
    Region(code="nordics", name="Nordics", owner="erik"),
    Region(code="dach", name="DACH", owner="franka"),
    Region(code="iberia", name="Iberia", owner="lucia"),
)

OWNERS = (
    Owned(kind="family", code="oat_bars", person="marta"),
    Owned(kind="family", code="seed_bars", person="marta"),
    Owned(kind="family", code="granola", person="aiko"),
    Owned(kind="family", code="porridge_cups", person="aiko"),
    Owned(kind="component", code="OAT-SYRUP", person="tomas"),
    Owned(kind="resource", code="LINE-4", person="aino"),
)

AUTHORITY = tuple(
    Authority(person=None, role=role, gate=gate, limit_eur=Decimal(limit_eur))
    for role, gate, limit_eur in (
        ("general_manager", None, 250_000),
        ("coo", None, 100_000),
        ("sop_lead", "executive_lock", 60_000),
    )
)
"""Per cycle. Building early costs about €48,000; a lock nobody signed goes to the S&OP lead."""
