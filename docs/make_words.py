"""Brings the catalogues up to date: every sentence of the pages is in each, translated or empty.

Run it after a page has a new sentence; tests/api/test_words.py fails until it is translated.
"""

import ast
import inspect
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from api import acting_form
from api import help as page_help
from api.pages import TEMPLATES, environment
from api.playbook_form import saying, schema
from api.tongue import ENGLISH, LANGUAGES, LOCALE
from evals.scorers.counting import METRICS
from gates import errors, splitting
from gates.catalogue import GATES
from runtime import acted, link_holders

ROOT = Path(__file__).parent.parent
Extract = Callable[[str], Iterable[tuple[int, str, str | tuple[str | None, ...]]]]
SAYS = {"say", "Say"}
COUNTS = {"count", "formats.count"}
OTHERS_SPEAK = {"mail", "api", "by_link"}
"""Letters and the page of an input have words of their own; the API's page speaks English."""


def pages() -> list[Path]:
    """Templates whose sentences are in the catalogues."""
    found = sorted(TEMPLATES.rglob("*.html"))
    return [path for path in found if path.relative_to(TEMPLATES).parts[0] not in OTHERS_SPEAK]


def sentences() -> dict[str, str]:
    """Every sentence, with the first place it stands in."""
    found: dict[str, str] = {}
    for place, text in (
        *_in_templates(),
        *_in_code(),
        *_refusals(),
        *_gates(),
        *_playbook(),
        *_help(),
    ):
        found.setdefault(text, place)
    return found


def _in_templates() -> Iterator[tuple[str, str]]:
    extracted: Extract = environment().extract_translations  # type: ignore[attr-defined]
    for path in pages():
        place = str(path.relative_to(ROOT))
        for _, _, message in extracted(path.read_text(encoding="utf-8")):
            for text in (message,) if isinstance(message, str) else message:
                if text:
                    yield place, text


def _in_code() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "api").rglob("*.py")):
        place = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for text in _said(node):
                    yield place, text


def _said(call: ast.Call) -> Iterator[str]:
    name = ast.unparse(call.func)
    given = [one.value for one in call.args if isinstance(one, ast.Constant)]
    texts = [one for one in given if isinstance(one, str)]
    if name in SAYS:
        yield from texts[:1]
    elif name in COUNTS and texts:
        yield from texts if len(texts) > 1 else (texts[0], f"{texts[0]}s")


def _gates() -> Iterator[tuple[str, str]]:
    for gate in GATES.values():
        yield "gates/catalogue.py", gate.title


def _playbook() -> Iterator[tuple[str, str]]:
    """Settings as the form names them, and what evaluations measure."""
    for text in (*schema.sentences(), *saying.TITLES.values()):
        yield "gates/playbook.py", text
    for metric in METRICS:
        for text in (metric.name, metric.unit, metric.says):
            yield "evals/scorers/counting.py", text


def _help() -> Iterator[tuple[str, str]]:
    for text in page_help.sentences():
        yield "docs/reference/pages.md", text


def _refusals() -> Iterator[tuple[str, str]]:
    """Of decisions, and of answers to an action, which are refused on a page too."""
    for module in (errors, splitting, acted, link_holders, acting_form):
        place = f"{module.__name__.replace('.', '/')}.py"
        for found in vars(module).values():
            if inspect.isclass(found) and issubclass(found, errors.Refusal) and found.__doc__:
                yield place, " ".join(found.__doc__.split())


def bring_up_to_date(language: str) -> int:
    """Keep what is translated, add what is new, leave out what is gone; how many are empty."""
    path = LOCALE / language / "LC_MESSAGES" / "sopwith.po"
    known: dict[str, str] = {}
    if path.exists():
        with path.open(encoding="utf-8") as file:
            known = {str(one.id): str(one.string) for one in read_po(file) if one.id}
    catalogue = Catalog(locale=language, project="Sopwith", fuzzy=False)
    wanted = sentences()
    for text in sorted(wanted, key=lambda text: (wanted[text], text)):
        catalogue.add(text, known.get(text, ""), locations=[(wanted[text], 0)])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_po(out, catalogue, width=0, omit_header=True, include_lineno=False)
    return sum(not known.get(text) for text in wanted)


if __name__ == "__main__":
    for one in LANGUAGES.keys() - {ENGLISH}:
        print(f"{one}: {bring_up_to_date(one)} to be translated")
