"""From another revenue to the plan's, as the money page shows it."""

from api import formats
from api.tongue import Say, say
from api.views.plan_money import ItemStepsView, StepView, WayView
from planning.bridge_items import STEPS, bridge_items
from planning.company import Company
from planning.in_money import Way
from store.reading_plans import PlanRecord

NAMED = {
    "budget": (Say("From the budget"), Say("Budget")),
    "last_plan": (Say("From the last plan"), Say("Last plan")),
    "first": (Say("From {first}"), Say("{first}")),
}
READ_FROM = {
    "budget": Say("budget.csv, rates.csv; the plan’s shipments by region and month"),
    "last_plan": Say("the shipments of the plan that was locked before, and of this one"),
    "first": Say("the shipments of both plans"),
}

WORDS = (
    *(Say("Price"), Say("Σ new units × change of price × old rate")),
    *(Say("Volume"), Say("old revenue ÷ old units × change of all units")),
    *(Say("Mix"), Say("what is left: more of dearer or of cheaper items")),
    *(Say("Exchange rate"), Say("Σ new units × new price × change of rate")),
)
"""As `STEPS` writes them, so that they are translated."""


def way_view(company: Company, way: Way, record: PlanRecord) -> WayView:
    first = record.options[0].name if record.options else ""
    title, before = (say(text, first=first) for text in NAMED[way.key])
    steps = way.bridge.steps
    names = {item.sku: item.name for item in company.items}
    return WayView(
        key=way.key,
        title=title,
        months=_span([formats.month(one) for one in way.bridge.months]),
        steps=(
            StepView(name=before, eur=formats.number(steps.before), formula=""),
            *(
                StepView(
                    name=say(label), eur=formats.signed(getattr(steps, key)), formula=say(formula)
                )
                for key, (label, formula) in STEPS.items()
            ),
            StepView(name=say("This plan"), eur=formats.number(steps.after), formula=""),
        ),
        items=tuple(
            ItemStepsView(
                item=names.get(one.sku, one.sku),
                units_before=formats.number(one.units_before),
                units_after=formats.number(one.units_after),
                before=formats.number(one.before),
                price=formats.signed(one.price),
                units=formats.signed(one.units),
                rate=formats.signed(one.rate),
                after=formats.number(one.after),
            )
            for one in bridge_items(way.before, way.after)
        ),
        read_from=str(READ_FROM[way.key]),
    )


def _span(months: list[str]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"
