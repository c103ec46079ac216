"""The form of a version to be, with what it would turn or what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.gather.playbook.turns import takes, turns_of
from api.gather.playbook.words import SHORT, href
from api.playbook_form.drawing import form_of
from api.tongue import Say
from api.views.playbook import EditView
from gates.canonical import Json
from gates.direction.comparing import turned
from gates.playbook import Playbook, version

CORRECT = Say("Nothing was kept. Correct what is marked below.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the form says: usable as `book`, or wrong in these settings."""

    content: Mapping[str, Json]
    why: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict[str, str])
    book: Playbook | None = None


def edit_view(base: Playbook, active: Playbook, typed: Typed, message: str = "") -> EditView:
    of = version(base)
    cells = turned(active, typed.book) if typed.book else ()
    groups = form_of(typed.content, typed.wrong)
    shown = {name for name in typed.wrong if _has_a_place(name)}
    return EditView(
        of=of,
        of_short=of[:SHORT],
        of_href=href(of),
        groups=groups,
        why=typed.why,
        message=message or (CORRECT if typed.wrong else ""),
        wrong=tuple(said for name, said in typed.wrong.items() if name not in shown),
        looked=typed.book is not None,
        says=takes(cells) if typed.book else "",
        turns=turns_of(cells),
    )


def _has_a_place(name: str) -> bool:
    """Whether the form marks it at a setting; what concerns a whole gate, or more, is said above.

    >>> _has_a_place("gates.baseline.due_hours"), _has_a_place("gates.baseline"), _has_a_place("")
    (True, False, False)
    """
    whole_gate = 2
    way = name.split(".")
    return bool(name) and not (way[0] == "gates" and len(way) <= whole_gate)
