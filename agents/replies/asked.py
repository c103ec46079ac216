"""What was asked, from whatever a file holds: an object with any usual names, or plain words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from agents.reading_lexicon import language_of
from agents.reading_numbers import numbers_in
from agents.reading_suspicion import visible
from agents.replies.references import references_in
from agents.replies.units import unit_after
from agents.replies.values import Ask, Contact

_QUANTITY = [
    "quantity",
    "quantity_planned",
    "planned_quantity",
    "planned",
    "planned_qty",
    "qty",
    "expected_quantity",
    "expected",
    "plan",
    "amount",
    "volume",
    "value",
    "target",
]
_UNIT = ["unit", "uom", "unit_of_measure", "units", "quantity_unit", "measure"]
_ITEM = [
    "item",
    "item_name",
    "product",
    "sku",
    "item_code",
    "article",
    "material",
    "name_of_item",
    "items",
]
_REFERENCE = [
    "reference",
    "ref",
    "po",
    "po_number",
    "order",
    "order_number",
    "order_no",
    "purchase_order",
    "ticket",
    "refs",
    "references",
]
_OWNER = [
    "owner",
    "owner_name",
    "asked_of",
    "recipient",
    "to",
    "person",
    "addressee",
    "responsible",
    "assignee",
]
_PEOPLE = [
    "people",
    "directory",
    "contacts",
    "colleagues",
    "persons",
    "team",
    "known_people",
    "people_directory",
    "names",
]
_TEXT = [
    "text",
    "question",
    "request",
    "ask",
    "subject",
    "description",
    "title",
    "summary",
    "body",
    "message",
]
_NAME = ["name", "full_name", "display_name", "displayname", "person"]
_ADDRESS = ["email", "mail", "address", "e_mail", "email_address"]
_VALUE_ASKED = re.compile(
    r"\b(?:forecast|how (?:much|many)|what (?:is|are|quantity|volume)|your (?:number|figure)s?"
    r"|number|figures?|prognose|wie viele?|menge|zahlen|previsi[óo]n|cu[áa]nt[oa]s?|cifras?"
    r"|prévisions?|combien|chiffres?|value)\b",
    re.IGNORECASE,
)
_WITH_ADDRESS = re.compile(r"^\s*\"?(?P<name>[^<\"]*?)\"?\s*<?(?P<mail>[\w.+-]+@[\w.-]+)>?\s*$")
_LONGEST = 4_000
_MOST = 10**15


def ask_of(told: object) -> Ask:
    """The ask in an object or text. What is missing or odd stays unknown; nothing raises.

    >>> ask = ask_of({"item": "Oat Drink", "qty": "12,000 cases", "people": ["Ruth Adeyemi"]})
    >>> str(ask.planned), ask.unit, ask.people[0].name
    ('12000', 'cases', 'Ruth Adeyemi')
    >>> ask_of("Please confirm 12,000 cases for week 31").unit
    'cases'
    """
    if not isinstance(told, Mapping):
        return _from_words(_words(told))
    given = {str(key).lower().replace("-", "_").replace(" ", "_"): v for key, v in _flat(told)}
    words = ". ".join(_words(given[key]) for key in _TEXT if key in given)[:_LONGEST]
    spoken = _from_words(words)
    planned, unit = _planned(given)
    return Ask(
        text=words,
        items=tuple(_names(given, _ITEM)),
        planned=spoken.planned if planned is None else planned,
        unit=_words(_first(given, _UNIT)) or unit or (spoken.unit if planned is None else ""),
        references=tuple(dict.fromkeys([*_names(given, _REFERENCE), *spoken.references])),
        owner=_person(_first(given, _OWNER)).name,
        people=tuple(_people(_first(given, _PEOPLE))),
        wants_value=spoken.wants_value or bool(_VALUE_ASKED.search(_words(given.get("kind", "")))),
    )


def _flat(told: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """The fields, and those of an object inside, where the outer ones don't say."""
    for key, value in told.items():
        nested = isinstance(value, Mapping) and str(key).lower() not in {*_PEOPLE, *_OWNER}
        if nested and str(key).lower() not in _QUANTITY:
            yield from ((k, v) for k, v in value.items() if k not in told)
            yield from ((key, v) for k, v in value.items() if str(k).lower() in _NAME)
        else:
            yield str(key), value


def _from_words(words: str) -> Ask:
    text = visible(words)[:_LONGEST]
    numbers = [n for n in numbers_in(text, language_of(text)) if not n.percent]
    counted = [(n, unit_after(text, n.end)[0]) for n in numbers]
    best = next((pair for pair in counted if pair[1]), None)
    if best is None and len(numbers) == 1:
        best = counted[0]
    return Ask(
        text=text,
        planned=best[0].value if best and best[0].value < _MOST else None,
        unit=best[1] if best else "",
        references=tuple(found.text for found in references_in(text)),
        wants_value=bool(_VALUE_ASKED.search(text)),
    )


def _planned(given: Mapping[str, Any]) -> tuple[Decimal | None, str]:
    value = _first(given, _QUANTITY)
    if isinstance(value, Mapping):
        inner = {str(key).lower(): v for key, v in value.items()}
        amount = _first(inner, ["value", "amount", *_QUANTITY])
        return _decimal(amount), _words(_first(inner, _UNIT))
    if isinstance(value, str):
        spoken = _from_words(value)
        return (spoken.planned, spoken.unit) if spoken.planned is not None else (None, "")
    return _decimal(value), ""


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value).strip().replace(" ", ""))
    except InvalidOperation:
        return _from_words(str(value)).planned
    return number if number.is_finite() and 0 < number < _MOST else None


def _first(given: Mapping[str, Any], keys: Iterable[str]) -> Any:
    return next((given[key] for key in keys if given.get(key) not in (None, "", [], {})), None)


def _names(given: Mapping[str, Any], keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        value = given.get(key)
        for one in value if isinstance(value, list | tuple) else [value]:
            words = _words(one)
            if words:
                yield words


def _words(value: object) -> str:
    """Plain words of a scalar; an object's or list's own words are not guessed at."""
    if isinstance(value, Mapping):
        return _words(next((v for k, v in value.items() if str(k).lower() in _NAME), ""))
    if value is None or isinstance(value, bool | list | tuple):
        return ""
    return str(value).strip()[:_LONGEST]


def _people(value: object) -> Iterator[Contact]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            spoken = f"{key} {one}" if isinstance(one, str) and "@" in one else one
            known = _person(spoken)
            yield (
                known
                if known.name and " " in known.name
                else Contact(
                    name=str(key) if " " in str(key) or not known.name else known.name,
                    address=known.address,
                )
            )
    elif isinstance(value, list | tuple):
        yield from (person for person in map(_person, value) if person.name)
    elif isinstance(value, str):
        yield from (p for p in map(_person, re.split(r"[,;\n]", value)) if p.name)


def _person(value: object) -> Contact:
    if isinstance(value, Mapping):
        inner = {str(key).lower(): v for key, v in value.items()}
        name = _words(_first(inner, _NAME))
        name = name or f"{_words(inner.get('first_name'))} {_words(inner.get('last_name'))}".strip()
        return Contact(name=name, address=_words(_first(inner, _ADDRESS)))
    words = _words(value)
    split = _WITH_ADDRESS.match(words)
    if split:
        return Contact(name=split["name"].strip() or _name_of(split["mail"]), address=split["mail"])
    return Contact(name=re.sub(r"\s*[(,].*$", "", words))


def _name_of(address: str) -> str:
    """A name from ruth.adeyemi@example.com."""
    return " ".join(part.capitalize() for part in re.split(r"[._-]", address.partition("@")[0]))
