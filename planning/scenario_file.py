"""A scenario file: which levers to pull, in TOML.

`docs/reference/company-directory.md` specifies the format. The levers are those of
`planning.levers.LEVERS`, their parameters the fields of each.
"""

# pyright: standard
# (a TOML file's values are Any by nature)

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from typing import Any, get_type_hints

from planning.company import Company
from planning.directory_problems import Problem, ScenariosUnusable
from planning.levers import LEVERS, Lever
from planning.levers_of_supply import with_others
from planning.scenario import DO_NOTHING, Scenario
from planning.scenario_values import KINDS, is_text

SCENARIO = "scenario"
LEVERS_OF = "levers"
LEVER = "lever"
TEXTS = ("key", "name", "summary")
DOING_NOTHING = Scenario(
    key=DO_NOTHING,
    name="Do nothing",
    summary="No plan is locked; first come, first served",
    levers=(),
)


@dataclass(slots=True, kw_only=True)
class Reader:
    """Collects scenarios, and everything wrong, each named by where it stands in the file."""

    file: str
    company: Company
    problems: list[Problem] = field(default_factory=list[Problem])

    def wrong(self, place: str, read: object, wrong: str) -> None:
        self.problems.append(
            Problem(file=self.file, row=None, column=place, read=str(read), wrong=wrong)
        )

    @property
    def known(self) -> dict[str, set[str]]:
        """Codes that a parameter of this name may give."""
        return {
            "promotion": {promotion.code for promotion in self.company.promotions},
            "tiers": {tier.code for tier in self.company.tiers},
            "components": {
                part.code
                for part in self.company.components
                if part.expedite_lead_time_weeks is not None
            }
            | with_others(self.company),
            "skus": {item.sku for item in self.company.items},
            "region": {region.code for region in self.company.regions},
            "plant": {line.plant for line in self.company.resources},
            "resources": {line.code for line in self.company.resources},
        }


def read_scenarios(text: str, *, file: str, company: Company) -> tuple[Scenario, ...]:
    """The file's scenarios, doing nothing first whether the file names it or not."""
    reader = Reader(file=file, company=company)
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        reader.wrong("", "", f"this isn't TOML: {error}")
        content = {}
    scenarios = tuple(_scenarios(content, reader)) if content else ()
    if not content and not reader.problems:
        reader.wrong(SCENARIO, "", "the file names no scenario; write one under [[scenario]]")
    if reader.problems:
        raise ScenariosUnusable(tuple(reader.problems))
    acting = tuple(scenario for scenario in scenarios if scenario.key != DO_NOTHING)
    nothing = next((each for each in scenarios if each.key == DO_NOTHING), DOING_NOTHING)
    return (nothing, *acting)


def _scenarios(content: Mapping[str, Any], reader: Reader) -> Iterator[Scenario]:
    for name in content:
        if name != SCENARIO:
            reader.wrong(name, content[name], "there is no such line; write [[scenario]]")
    tables = content.get(SCENARIO, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        reader.wrong(SCENARIO, tables, "write [[scenario]] with two brackets, once for each")
        return
    keys: set[str] = set()
    for number, table in enumerate(tables, start=1):
        place = f"{SCENARIO} {number}"
        scenario = _scenario(table, place, reader)
        if scenario.key in keys:
            reader.wrong(f"{place}, key", scenario.key, "another scenario has this key; rename one")
        keys.add(scenario.key)
        yield scenario


def _scenario(table: Mapping[str, Any], place: str, reader: Reader) -> Scenario:
    known = (*TEXTS, LEVERS_OF)
    for name in table:
        if name not in known:
            said = f"there is no such line; known are {', '.join(known)}"
            reader.wrong(f"{place}, {name}", table[name], said)
    key = table.get("key", "")
    if not is_text(key):
        reader.wrong(f"{place}, key", key, 'write a text such as "build_early"')
    texts = {name: table.get(name, "" if name == "summary" else key) for name in TEXTS}
    for name, text in texts.items():
        if not isinstance(text, str):
            reader.wrong(f"{place}, {name}", text, "write a text")
    levers = tuple(_levers(table.get(LEVERS_OF, []), place, reader))
    if key == DO_NOTHING and levers:
        said = "to pull a lever is to do something; give the scenario another key"
        reader.wrong(f"{place}, key", key, said)
    if key != DO_NOTHING and not table.get(LEVERS_OF):
        said = f"a scenario pulls levers; write [[scenario.levers]]; only {DO_NOTHING} has none"
        reader.wrong(f"{place}, {LEVERS_OF}", "", said)
    return Scenario(key=str(key), name=texts["name"], summary=texts["summary"], levers=levers)


def _levers(tables: Any, place: str, reader: Reader) -> Iterator[Lever]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        reader.wrong(f"{place}, {LEVERS_OF}", tables, "write [[scenario.levers]], once for each")
        return
    for number, table in enumerate(tables, start=1):
        at = f"{place}, lever {number}"
        name = table.get(LEVER, "")
        if not isinstance(name, str) or name not in LEVERS:
            reader.wrong(f"{at}, {LEVER}", name, f"unknown; known are {', '.join(LEVERS)}")
            continue
        values = {key: value for key, value in table.items() if key != LEVER}
        lever_class = LEVERS[name]
        if (read := _parameters(lever_class, values, at, reader)) is None:
            continue
        lever = lever_class(**read)
        if (wrong := lever.impossible(reader.company)) is not None:
            reader.wrong(at, name, wrong)
        yield lever


def _parameters(
    lever_class: type[Lever], values: Mapping[str, Any], place: str, reader: Reader
) -> dict[str, Any] | None:
    """What the lever is made from; None if anything in it is wrong."""
    hints, before = get_type_hints(lever_class), len(reader.problems)
    for name in values:
        if name not in hints:
            said = f"there is no such parameter; known are {', '.join(hints) or 'none'}"
            reader.wrong(f"{place}, {name}", values[name], said)
    read: dict[str, Any] = {}
    for each in fields(lever_class):
        kind, at = KINDS[hints[each.name]], f"{place}, {each.name}"
        if each.name not in values:
            if each.default is MISSING:
                reader.wrong(at, "", f"the line is missing; write {kind.expects}")
            continue
        read[each.name] = kind.read(values[each.name])
        if read[each.name] is None:
            reader.wrong(at, values[each.name], f"write {kind.expects}")
        else:
            _check_codes(read[each.name], each.name, at, reader)
    return read if len(reader.problems) == before else None


def _check_codes(value: Any, name: str, place: str, reader: Reader) -> None:
    codes = reader.known.get(name)
    if codes is None:
        return
    for code in (value,) if isinstance(value, str) else value:
        if code not in codes:
            known = ", ".join(sorted(codes)) or "none"
            reader.wrong(place, code, f"unknown; known are {known}")
