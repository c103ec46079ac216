"""What the baseline's brief says of how it was made: the bridge, the weights, the overrides."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from gates.brief import Section
from planning import figures
from planning.company_streams import Override, Weight
from planning.demand_bridge import DemandBridge
from planning.weighing_streams import Overridden


def told(
    bridge: DemandBridge | None,
    weights: Iterable[Weight],
    overridden: Iterable[Overridden],
    names: Mapping[str, str],
) -> tuple[Section, ...]:
    return (
        Section(
            key="bridge",
            title="From last cycle to this one",
            lines=_bridge(bridge) if bridge else (),
        ),
        Section(
            key="weights",
            title="How the streams count",
            lines=tuple(_weight(one, names) for one in weights),
        ),
        Section(
            key="overrides",
            title="Overrides",
            lines=tuple(_override(one, names) for one in overridden),
        ),
    )


def _bridge(bridge: DemandBridge) -> tuple[str, ...]:
    if not bridge.months or bridge.before == bridge.after:
        return ()
    months = f"{figures.month(bridge.months[0])} to {figures.month(bridge.months[-1])}"
    return (
        f"Last cycle, {months}: {figures.eur(bridge.before)} at its list prices",
        f"Price: {_signed(bridge.price)}",
        f"Promotion: {_signed(bridge.promotion)}",
        f"Volume: {_signed(bridge.volume)}",
        f"Mix: {_signed(bridge.mix)}",
        f"This cycle: {figures.eur(bridge.after)}",
    )


def _signed(amount: Decimal) -> str:
    return f"+{figures.eur(amount)}" if amount > 0 else figures.eur(amount)


def _weight(one: Weight, names: Mapping[str, str]) -> str:
    where = ", ".join(part for part in (one.region, one.family) if part)
    why = f"; “{one.reason}”" if one.reason else ""
    by = f" ({names.get(one.author, one.author)})" if one.author else ""
    return f"{one.stream.capitalize()}{f' ({where})' if where else ''}: {one.weight}{why}{by}"


def _override(one: Overridden, names: Mapping[str, str]) -> str:
    said = one.override
    by = names.get(said.author, said.author)
    if not one.numbers:
        return f"{_place(said)}: nothing stands there to override; “{said.reason}” ({by})"
    return (
        f"{_place(said)}: {figures.number(one.before_units)} to {figures.number(said.units)} "
        f"units; “{said.reason}” ({by})"
    )


def _place(said: Override) -> str:
    parts = (said.region, said.family or said.sku, said.tier, figures.month(said.month))
    return ", ".join(part for part in parts if part)
