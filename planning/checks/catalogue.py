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
        Rule(id="R10", title="A number is missing"),
        Rule(id="R12", title="A month is missing"),
        Rule(id="R14", title="An active product has no forecast"),
        Rule(id="R20", title="A code is unknown"),
        Rule(id="R21", title="A number stands twice"),
        Rule(id="R30", title="The unit of measure is missing"),
        Rule(id="R31", title="The unit of measure looks wrong"),
        Rule(id="R40", title="A number is negative"),
        Rule(id="R41", title="A number isn't whole"),
        Rule(id="R42", title="A number is far from its history"),
        Rule(id="R43", title="A number moved far since last month"),
        Rule(id="R44", title="A month repeats the one before"),
        Rule(id="R46", title="A stated total isn't the sum"),
        Rule(id="R50", title="A promotion shows no uplift"),
        Rule(id="R51", title="An uplift has no promotion"),
        Rule(id="R54", title="A promotion starts before its components can arrive"),
        Rule(id="R60", title="The file repeats last month's"),
    )
}


def title_of(rule: str) -> str:
    """A rule in words; its id where it is none of ours.

    >>> title_of("R21"), title_of("X9")
    ('A number stands twice', 'X9')
    """
    return RULES[rule].title if rule in RULES else rule
