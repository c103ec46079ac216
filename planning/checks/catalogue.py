"""Every rule there is. docs/reference/checks.md describes each; `planning/checks/` applies them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    title: str


RULES = {
    rule.id: rule
    for rule in (
        Rule(id="R01", title="A column is missing"),
        Rule(id="R02", title="A cell can't be read"),
        Rule(id="R03", title="A header stands twice"),
        Rule(id="R04", title="A number or text is written in another way"),
        Rule(id="R05", title="A total isn't called one"),
        Rule(id="R06", title="How a sheet is to be read isn't certain"),
        Rule(id="R10", title="A number is missing"),
        Rule(id="R12", title="A month is missing"),
        Rule(id="R14", title="An active product has no forecast, or a discontinued one has"),
        Rule(id="R15", title="A new product has no launch date"),
        Rule(id="R20", title="A code is unknown"),
        Rule(id="R21", title="A number stands twice"),
        Rule(id="R22", title="A product stands under another family"),
        Rule(id="R23", title="A customer is another region's"),
        Rule(id="R30", title="The unit of measure is missing"),
        Rule(id="R31", title="The unit of measure looks wrong"),
        Rule(id="R32", title="Money was sent as units"),
        Rule(id="R33", title="Numbers are money"),
        Rule(id="R34", title="Periods hold 4 and 5 weeks"),
        Rule(id="R35", title="A price or cost jumped"),
        Rule(id="R40", title="A number is negative"),
        Rule(id="R41", title="A number isn't whole"),
        Rule(id="R42", title="A number is far from its history"),
        Rule(id="R43", title="A number moved far since last month"),
        Rule(id="R44", title="A month repeats the one before"),
        Rule(id="R45", title="A forecast is a hockey stick"),
        Rule(id="R46", title="A stated total isn't the sum"),
        Rule(id="R47", title="Orders already exceed the forecast"),
        Rule(id="R48", title="Numbers stand one place off"),
        Rule(id="R50", title="A promotion shows no uplift"),
        Rule(id="R51", title="An uplift has no promotion"),
        Rule(id="R52", title="An uplift is out of range"),
        Rule(id="R53", title="A promotion has no dip"),
        Rule(id="R54", title="A promotion starts before its components can arrive"),
        Rule(id="R60", title="The file repeats last month's"),
        Rule(id="R61", title="It came after the cut-off"),
        Rule(id="R62", title="A number changed in the frozen zone"),
        Rule(id="R63", title="A change has no comment"),
        Rule(id="R64", title="Two versions differ"),
        Rule(id="R65", title="Its sender doesn't answer for the region"),
        Rule(id="R70", title="Stock and its movements differ"),
        Rule(id="R71", title="A lead time is missing or changed"),
        Rule(id="R72", title="A capacity calendar is missing"),
        Rule(id="R73", title="A recipe is missing or changes"),
        Rule(id="R74", title="A least order lasts for more than a year"),
        Rule(id="R75", title="An open order is past due"),
        Rule(id="R80", title="The regions are apart from finance"),
        Rule(id="R81", title="A family is outside every other stream"),
        Rule(id="R82", title="A region has been biased for months"),
    )
}


def title_of(rule: str) -> str:
    """A rule in words; its id where it is none of ours.

    >>> title_of("R21"), title_of("X9")
    ('A number stands twice', 'X9')
    """
    return RULES[rule].title if rule in RULES else rule
