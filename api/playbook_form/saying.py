"""What settings, gates, checks and choices are called on the form of a playbook."""

from types import MappingProxyType

from api import formats
from api.views import words
from gates.catalogue import GATES
from gates.gate import Rule
from gates.recipe_policies import STEPS
from gates.seating import Given
from gates.spoken import JOBS, Voice
from gates.tiers import Assurance, Tier
from planning.checks.catalogue import RULES
from planning.checks.finding import Severity

CHOICES = MappingProxyType(
    {
        **{role.value: title for role, title in words.ROLES.items()},
        Rule.ONE: "the first seat answers",
        Rule.ALL: "every seat approves",
        Rule.N_OF_M: "so many of the seats approve",
        Rule.PER_GROUP: "one seat of every group approves",
        Rule.SEQUENCE: "the lines approve one after another",
        Rule.EVERYONE_ANSWERS: "every seat has answered",
        Tier.LOW: "low: a mail may answer",
        Tier.MEDIUM: "medium: signed in",
        Tier.HIGH: "high: confirmed again",
        Given.ROLE: "everyone who is",
        Given.OWNER: "who owns the",
        Voice.MODEL: "the model, where one is connected",
        Voice.BUILT_IN: "our own rules and texts alone",
        Severity.BLOCKING: "holds the file up",
        Severity.WARNING: "is shown as a warning",
        Severity.NOTE: "is only noted",
    }
)
ASSURED = MappingProxyType(
    {
        Assurance.MAIL: "a mail",
        Assurance.SESSION: "somebody signed in",
        Assurance.STEPPED_UP: "somebody who confirmed again",
    }
)
OWNED = ("family", "region", "component", "resource")
"""What a seat can be given to the owner of."""
EMPTY = MappingProxyType(
    {"checks": "as the rule says", "to": "the manager of who is silent", "given": "nobody"}
)
"""What it means where nothing is chosen, by the last word of the setting's path."""
NAMED = MappingProxyType({"recipes.steps": STEPS, "language.prompts": JOBS})
"""What is called by its own name."""
TITLES = MappingProxyType({"Given": "Given to", "To": "Which", "Pct": "Percent"})
"""Of settings that have no title of their own, by what the schema makes of their name."""


def called(path: str, title: str) -> str:
    """A part's heading.

    >>> called("gates.trade_off", "GatePolicy"), called("checks.R10", "Severity")
    ('Settle the trade-off', 'R10 A number is missing')
    >>> called("tolerances.by_kind.margin", "Tolerance"), called("inputs", "Forecasts")
    ('Margin', 'Forecasts')
    """
    way = path.split(".")
    if way[0] == "gates" and len(way) == 2:  # noqa: PLR2004 a gate itself
        return GATES[way[1]].title
    if way[0] == "checks" and len(way) == 2:  # noqa: PLR2004 a check itself
        return f"{way[1]} {RULES[way[1]].title}"
    if way[:2] == ["tolerances", "by_kind"] and len(way) == 3:  # noqa: PLR2004 a kind itself
        return formats.headline(way[2])
    for of, names in NAMED.items():
        if path.rpartition(".")[0] == of and path.rpartition(".")[2] in names:
            return names[way[-1]]
    return TITLES.get(title, title)


def choice(value: str) -> str:
    return CHOICES.get(value, formats.headline(value.replace("_", " ")))


def setting(path: str) -> str:
    """A setting in words, from its path.

    >>> setting("gates.trade_off.slate"), setting("follow_up_weeks")
    ('Settle the trade-off: slate', 'Follow up weeks')
    """
    top, _, rest = path.partition(".")
    if top == "gates" and rest.partition(".")[0] in GATES:
        gate, _, what = rest.partition(".")
        return f"{GATES[gate].title}: {what.replace('_', ' ').replace('.', ', ')}"
    if top == "checks" and rest in RULES:
        return f"{rest} {RULES[rest].title}"
    return formats.headline(path.replace("_", " ").replace(".", ", "))
