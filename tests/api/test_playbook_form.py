"""The form of a playbook: drawn and sent back as it stands it is the same playbook."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from api.gather.playbook.editing import Typed, edit_view
from api.gather.playbook.turns import turns_of
from api.playbook_form.drawing import form_of
from api.playbook_form.reading import content_of
from api.views.playbook_form import Entry, Group, Rows
from gates.direction.comparing import turned
from gates.playbook import Playbook, plain, restore
from gates.playbook_text import PlaybookUnusable, usable
from tests.gates.test_playbook import changed


def entries(parts: Sequence[Entry | Rows | Group]) -> Iterator[Entry]:
    for part in parts:
        if isinstance(part, Entry):
            yield part
        elif isinstance(part, Rows):
            yield from (entry for row in part.rows for entry in row)
        else:
            yield from entries(part.parts)


def sent(book: Playbook, **typed: str) -> dict[str, list[str]]:
    """What a browser sends of the form, with these typed over; dots written as two strokes."""
    fields = {entry.name: [entry.value] for entry in entries(form_of(plain(book), {}))}
    over = {name.replace("__", "."): [value] for name, value in typed.items()}
    assert over.keys() <= fields.keys()
    return {**fields, **over}


def read(book: Playbook, **typed: str) -> Playbook:
    return usable(content_of(sent(book, **typed), plain(book)))


@pytest.mark.parametrize(
    "book",
    [
        Playbook(),
        restore(changed("checks", {"R41": "blocking", "R10": "note"})),
        restore(changed("gates.trade_off.undo_minutes", 15)),
        restore(changed("gates.baseline.then", [])),
        restore(changed("recipes", {"steps": {"watch": {"owner": ["coo"], "sooner_days": 2}}})),
        restore(changed("routing", {"drift": ["coo", "sop_lead"]})),
        restore(changed("language", {"prompts": {"draft": "Word it plainly. " * 4}})),
    ],
    ids=["shipped", "checks", "held", "no chain", "recipes", "routing", "language"],
)
def test_sent_as_it_stands_it_is_the_same(book: Playbook) -> None:
    assert read(book) == book


def test_everything_that_can_be_tuned_is_on_the_form() -> None:
    """Each setting of a file, by its path, but the format."""

    def leaves(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, dict) and value:
            for key, inner in value.items():
                yield from leaves(inner, f"{path}.{key}" if path else key)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for number, inner in enumerate(value):
                yield from leaves(inner, f"{path}.{number}")
        else:
            yield path

    names = {entry.name for entry in entries(form_of(plain(Playbook()), {}))}
    missing = {one for one in leaves(plain(Playbook()), "") if one not in names}
    assert missing == {"format", "checks"}  # checks are shown one by one
    assert sum(name.startswith("checks.") for name in names) >= 25


def test_an_entry_says_its_unit_and_bounds() -> None:
    of = {entry.name: entry for entry in entries(form_of(plain(Playbook()), {}))}
    grace = of["inputs.grace_hours"]
    assert (grace.bounds, grace.unit) == ("0 to 336", "hours")
    assert "person" not in {one.key for one in of["gates.baseline.slate.0.given"].choices}
    assert "auditor" not in {one.key for one in of["gates.baseline.slate.0.to"].choices}


@pytest.mark.parametrize(
    ("setting", "typed", "says"),
    [
        ("inputs__grace_hours", "999", "less than or equal to 336"),
        ("gates__baseline__due_hours", "soon", "valid integer"),
        ("gates__baseline__remind_before_hours", "24, x", "valid integer"),
        ("tolerances__by_kind__margin__pct", "a lot", "valid decimal"),
        ("gates__baseline__escalates_to", "nobody", "Input should be"),
    ],
)
def test_what_is_wrong_is_marked_at_its_setting(setting: str, typed: str, says: str) -> None:
    content = content_of(sent(Playbook(), **{setting: typed}), plain(Playbook()))
    with pytest.raises(PlaybookUnusable) as unusable:
        usable(content)
    wrong = unusable.value.by_setting
    view = edit_view(Playbook(), Playbook(), Typed(content=content, wrong=wrong))
    marked = {one.name: one for one in entries(view.groups) if one.wrong}
    name = setting.replace("__", ".")
    assert list(marked) == [name]
    assert says in marked[name].wrong
    assert marked[name].value == typed
    assert (view.wrong, sum(group.wrong for group in view.groups)) == ((), 1)


def test_what_is_wrong_with_a_gate_is_said_above() -> None:
    typed = sent(Playbook(), gates__baseline__remind_before_hours="60")
    content = content_of(typed, plain(Playbook()))
    with pytest.raises(PlaybookUnusable) as unusable:
        usable(content)
    wrong = unusable.value.by_setting
    (said,) = edit_view(Playbook(), Playbook(), Typed(content=content, wrong=wrong)).wrong
    assert "a reminder would come before the question" in said


def test_lines_are_added_and_taken_out() -> None:
    book = read(
        Playbook(),
        gates__baseline__slate__1__given="role",
        gates__baseline__slate__1__to="finance_lead",
        gates__baseline__rule="all",
        gates__baseline__then__0__after_hours="",
        checks__R41="blocking",
    )
    seats = [(line.to, line.group) for line in book.gates["baseline"].slate]
    assert seats == [("demand_manager", "demand_manager"), ("finance_lead", "finance_lead")]
    assert book.gates["baseline"].then == ()
    assert dict(book.checks) == {"R41": "blocking"}


def test_what_is_not_sent_stays() -> None:
    book = restore(changed("gates.baseline.due_hours", 30))
    assert usable(content_of({"drift_pct": ["4"]}, plain(book))) == restore(
        changed("drift_pct", 4, book)
    )


def test_every_column_has_its_heading() -> None:
    groups = {group.name: group for group in form_of(plain(Playbook()), {})}
    gate = next(one for one in groups["gates"].parts if isinstance(one, Group))
    slate = next(one for one in gate.parts if isinstance(one, Rows) and "slate" in one.name)
    texts = next(one for one in groups["language"].parts if isinstance(one, Rows))
    assert slate.columns == ("Given to", "Which", "Group")
    assert texts.columns == ("Letter", "Language", "Tone", "Text")


def test_every_situation_that_turns_can_be_opened() -> None:
    cells = turned(Playbook(), restore(changed("gates.plan_change.rule", "one")))
    shown = [line for turn in turns_of(cells) for one in turn.settings for line in one.cells]
    rest = [line for turn in turns_of(cells) for one in turn.settings for line in one.rest]
    assert shown
    assert rest
    assert len(shown) + len(rest) == len(cells)
