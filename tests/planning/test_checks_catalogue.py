"""Every rule is in the catalogue, in the reference and in the code, and nowhere under two names."""

import re
from pathlib import Path

from planning.checks.catalogue import RULES

ROOT = Path(__file__).parent.parent.parent
ID = re.compile(r'"(R\d\d)"')


def test_the_catalogue_has_exactly_the_rules_the_code_applies() -> None:
    applied: set[str] = set()
    for path in (ROOT / "planning" / "checks").glob("*.py"):
        if path.name != "catalogue.py":
            applied |= set(ID.findall(path.read_text(encoding="utf-8")))
    assert applied == set(RULES)


def test_reading_names_only_rules_of_the_catalogue() -> None:
    for path in (ROOT / "planning" / "sheets").glob("*.py"):
        assert set(ID.findall(path.read_text(encoding="utf-8"))) <= set(RULES), path.name


def test_every_rule_is_documented_once_with_its_title() -> None:
    text = (ROOT / "docs/reference/checks.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(R\d\d)` \| (.+?) \| .+ \|$", text, re.MULTILINE)
    assert [rule for rule, _ in documented] == list(RULES)
    for rule, what in documented:
        assert what.startswith(RULES[rule].title), rule
