"""What settings, gates, checks and choices are called on the form of a playbook."""

from types import MappingProxyType

from api import formats
from api.tongue import Say, say, spoken
from api.views import words
from gates.catalogue import GATES
from gates.gate import Rule
from gates.recipe_policies import STEPS
from gates.seating import Given
from gates.spoken import JOBS, Voice
from gates.tiers import Assurance, Tier
from mail.finding_words import finding_words
from planning.checks.catalogue import RULES
from planning.checks.finding import Severity

CHOICES = MappingProxyType(
    {
        **{role.value: title for role, title in words.ROLES.items()},
        Rule.ONE: Say("the first seat answers"),
        Rule.ALL: Say("every seat approves"),
        Rule.N_OF_M: Say("so many of the seats approve"),
        Rule.PER_GROUP: Say("one seat of every group approves"),
        Rule.SEQUENCE: Say("the lines approve one after another"),
        Rule.EVERYONE_ANSWERS: Say("every seat has answered"),
        Tier.LOW: Say("low: a mail may answer"),
        Tier.MEDIUM: Say("medium: signed in"),
        Tier.HIGH: Say("high: confirmed again"),
        Given.ROLE: Say("everyone who is"),
        Given.OWNER: Say("who owns the"),
        Voice.MODEL: Say("the model, where one is connected"),
        Voice.BUILT_IN: Say("our own rules and texts alone"),
        Severity.BLOCKING: Say("holds the file up"),
        Severity.WARNING: Say("is shown as a warning"),
        Severity.NOTE: Say("is only noted"),
    }
)
ASSURED = MappingProxyType(
    {
        Assurance.MAIL: Say("a mail"),
        Assurance.SESSION: Say("somebody signed in"),
        Assurance.STEPPED_UP: Say("somebody who confirmed again"),
    }
)
OWNED = ("family", "region", "component", "resource")
"""What a seat can be given to the owner of."""
EMPTY = MappingProxyType(
    {
        "checks": Say("as the rule says"),
        "to": Say("the manager of who is silent"),
        "given": Say("nobody"),
    }
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
        return say(GATES[way[1]].title)
    if way[0] == "checks" and len(way) == 2:  # noqa: PLR2004 a check itself
        return f"{way[1]} {_rule(way[1])}"
    if way[:2] == ["tolerances", "by_kind"] and len(way) == 3:  # noqa: PLR2004 a kind itself
        return say(formats.headline(way[2]))
    for of, names in NAMED.items():
        if path.rpartition(".")[0] == of and path.rpartition(".")[2] in names:
            return say(names[way[-1]])
    return say(TITLES.get(title, title))


def _rule(key: str) -> str:
    """A check's title, as letters say it."""
    return finding_words(RULES[key].title, spoken())


def choice(value: str) -> str:
    return CHOICES.get(value) or say(formats.headline(value.replace("_", " ")))


def setting(path: str) -> str:
    """A setting in words, from its path.

    >>> setting("gates.trade_off.slate"), setting("follow_up_weeks")
    ('Settle the trade-off: slate', 'Follow up weeks')
    """
    top, _, rest = path.partition(".")
    if top == "gates" and rest.partition(".")[0] in GATES:
        gate, _, what = rest.partition(".")
        return f"{say(GATES[gate].title)}: {what.replace('_', ' ').replace('.', ', ')}"
    if top == "checks" and rest in RULES:
        return f"{rest} {_rule(rest)}"
    return formats.headline(path.replace("_", " ").replace(".", ", "))
