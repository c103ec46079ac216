"""What an item is made of over every level, through components that are made in the house."""

from collections import defaultdict
from collections.abc import Collection

from planning.company import Company
from planning.supply.facts import uses
from planning.supply.openings import made_in_house, part_hours


def deep_uses(company: Company) -> dict[tuple[str, str], float]:
    """(SKU, component) to the component issued per unit over all levels, scrap of each included.

    A unit of bar takes 0.5 kg of dough, a kilogram of dough 0.2 kg of syrup: 0.1 kg a bar.
    """
    direct = uses(company)
    below: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (into, component), per_unit in direct.items():
        below[into].append((component, per_unit))
    total: dict[tuple[str, str], float] = defaultdict(float)
    for item in company.items:
        level = list(below[item.sku])
        while level:
            for component, per_unit in level:
                total[item.sku, component] += per_unit
            level = [
                (component, per_unit * more)
                for into, per_unit in level
                for component, more in below[into]
            ]
    return dict(total)


def items_with(company: Company, components: Collection[str]) -> set[str]:
    """Items that have one of the components in them, on any level."""
    return {sku for sku, component in deep_uses(company) if component in components}


def hours_per_unit(company: Company, line: str) -> dict[str, float]:
    """By item, the hours a line works for a unit: on the item, and on what goes into it."""
    hours = {
        item.sku: float(item.hours_per_1000_units) / 1000 if item.resource == line else 0.0
        for item in company.items
    }
    parts = {part.code: part_hours(part) for part in made_in_house(company)}
    own = {part.code for part in company.components if part.resource == line}
    for (sku, component), per_unit in deep_uses(company).items():
        if component in own:
            hours[sku] += per_unit * parts[component]
    return hours
