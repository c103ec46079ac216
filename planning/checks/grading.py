"""How grave a rule's findings are, where a playbook says otherwise than the rule."""

from collections.abc import Mapping
from dataclasses import replace

from planning.checks.catalogue import RULES
from planning.checks.check import GRAVITY, Checked, rank
from planning.checks.finding import Severity

NO_NUMBER = frozenset({"R01", "R02", "R03", "R06", "R12", "R20", "R21"})
"""What these find leaves no number that counts, so they can't be made to matter less."""


def ungradable(severities: Mapping[str, Severity]) -> str | None:
    """What of it can't be, in words."""
    unknown = sorted(severities.keys() - RULES.keys())
    if unknown:
        return f"there are no checks {', '.join(unknown)}"
    wrong = sorted(r for r in NO_NUMBER & severities.keys() if weaker(severities[r]))
    if wrong:
        return f"{', '.join(wrong)} must block: what they find leaves no number that counts"
    return None


def weaker(severity: Severity) -> bool:
    """Whether it doesn't hold a file up."""
    return GRAVITY[severity] > GRAVITY[Severity.BLOCKING]


def graded(checked: Checked, severities: Mapping[str, Severity]) -> Checked:
    """The same findings, as grave as the playbook says."""
    if not severities:
        return checked
    found = (replace(f, severity=severities.get(f.rule, f.severity)) for f in checked.findings)
    return replace(checked, findings=tuple(sorted(found, key=rank)))
