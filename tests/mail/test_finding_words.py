"""Every sentence of the checks is known in the other languages, and says the same there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from agents.input_checker import groups_said
from mail.finding_words import LIST, SLOT, finding_words, teller
from mail.labels import OTHERS
from planning import checks
from planning.checks.catalogue import RULES
from planning.checks.check import Checked
from planning.checks.company_data import check_company
from planning.checks.completeness import FILL
from planning.checks.jumps import ASK
from planning.checks.reading_problems import KINDS, SAYS
from planning.checks.units import UNIT_FIXES
from planning.directory import write_company
from tests.planning.halden_files import numbers
from tests.planning.test_checks_company_data import CASES as FAULTS
from tests.planning.test_checks_company_data import JUMPS, in_a_circle
from tests.planning.test_checks_more import CASES
from tests.small_companies import company

SAID_IN = {"kind", "fix", "expected", "says", "message", "why"}
ANYTHING = "\0"
FILLINGS = (
    ANYTHING,
    *("5 h", "high", "every row", "next", "starts", "5 % to 6 %", "tier"),
    "at list price, then divided by the price in items.csv",
)
"""What stands between the fixed parts, where that isn't just a value."""


@cache
def sentences() -> tuple[tuple[str, ...], ...]:
    """Of each sentence in the code its fixed parts, with something to be said between them."""
    folder = Path(checks.__path__[0])
    found = [
        parts
        for path in sorted(folder.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg in SAID_IN
        for parts in said(node.value)
    ]
    return tuple(dict.fromkeys(found))


def said(node: ast.expr) -> Iterator[tuple[str, ...]]:
    match node:
        case ast.Constant(value=str(text)):
            yield (text,)
        case ast.JoinedStr(values=values):
            parts = [""]
            for value in values:
                if isinstance(value, ast.Constant):
                    parts[-1] += str(value.value)
                else:
                    parts.append("")
            yield tuple(parts)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*said(body), *said(orelse))
        case _:
            return


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Each known sentence with anything in its places."""
    return tuple(
        re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", text))), re.DOTALL)
        for text in LIST
    )


def is_known(parts: tuple[str, ...]) -> bool:
    """What is all values needs no words."""
    if not re.search(r"[a-z]{2}", "".join(parts)):
        return True
    for values in product(FILLINGS, repeat=len(parts) - 1):
        text = "".join(part + value for part, value in zip(parts, (*values, ""), strict=True))
        about = re.sub(rf"\A{ANYTHING}( {ANYTHING})*: ", "", text)
        if any(pattern.fullmatch(about) for pattern in patterns()):
            return True
    return False


def test_every_sentence_of_the_checks_is_known() -> None:
    fixed = [*KINDS.values(), *UNIT_FIXES.items(), (FILL, ASK)]
    unknown = [one for one in sentences() if not is_known(one)]
    unknown += [(one,) for pair in fixed for one in pair if not is_known((one,))]
    unknown += [(one,) for one in SAYS.values() if not is_known(tuple(SLOTS.split(one)))]
    unknown += [(one.title,) for one in RULES.values() if one.title not in LIST]
    assert unknown == []
    assert len(sentences()) > 100


SLOTS = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("at", range(len(OTHERS)))
def test_a_translation_says_the_same_things(at: int) -> None:
    wrong = {
        text: others[at]
        for text, others in LIST.items()
        if len(others) != len(OTHERS)
        or set(SLOT.findall(text)) != set(SLOT.findall(others[at]))
        or (text[-1:] in ".?") != (others[at][-1:] in ".?")
    }
    assert wrong == {}


@cache
def faulty() -> tuple[Checked, ...]:
    sent = [make() for make, _ in CASES.values()]
    return (*sent, *_directories())


def _directories() -> Iterator[Checked]:
    """Companies' own data, each broken in one way, and against the one before."""
    before = write_company(company())
    broken = [in_a_circle, *(change for change, _, _ in (*FAULTS.values(), *JUMPS.values()))]
    for change in broken:
        yield check_company(write_company(change(company())), before)


@pytest.mark.parametrize("language", OTHERS)
def test_a_letters_groups_have_no_english_left(language: str) -> None:
    """Of every rule that a table of faulty files sets off."""
    english = re.compile(r"\b(the|is|of|and|with|not|isn't|it|are)\b")
    names = {word for sku, tier, _ in numbers() for word in (sku, tier)}
    left = []
    for checked in faulty():
        messages = (teller(language)(one.message) for one in checked.findings)
        left += [one for one in messages if english.search(one)]
        for group in groups_said(checked.findings, teller(language)):
            told = (group.rule, group.to_do, *(row.expected for row in group.rows))
            left += [one for one in told if english.search(one) and one not in names]
    assert left == []


def test_a_text_from_outside_is_never_taken_for_more_than_a_value() -> None:
    hostile = "OB-01: {0} {t} %s \\1: 5,000 units"
    text = f"“{hostile}” stands where we expect a number."
    assert finding_words(text, "de") == f"„{hostile}“ steht, wo wir eine Zahl erwarten."
    assert finding_words(hostile, "de") == hostile
