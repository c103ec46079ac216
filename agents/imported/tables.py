"""Action lists and decision logs as tables: a heading, and a row an action."""

from collections.abc import Iterator, Sequence
from datetime import date

from agents.imported.parts import attack_in, day_of, owner_of, plain_title
from agents.imported.values import WORDS_MOST_CHARS, KnownPerson, Proposed
from planning.sheets.grid import Grid
from planning.sheets.vocabulary import spelled, words

WHAT = spelled(
    "action actions task tasks todo item what description measure activity followup massnahme "
    "massnahmen maßnahme aufgabe aufgaben accion tarea tache mesure actividad"
)
DECISION = spelled("decision decisions decided entscheidung beschluss acuerdo decisionstaken")
WHO = spelled(
    "owner responsible who assignee assigned person lead verantwortlich wer zustandig responsable "
    "qui quien name"
)
WHEN = spelled(
    "due deadline by until when date target termin fallig frist bis plazo fecha vencimiento "
    "echeance delai"
)
STATUS = spelled("status state done stand estado etat erledigt open")
FINISHED = spelled("done closed complete completed finished cancelled erledigt fertig hecho fini")
HEADING_WITHIN = 20
"""Rows of a sheet in which its heading is looked for."""


def has_heading(grid: Grid) -> bool:
    return _heading(grid) is not None


def rows_in(grid: Grid, people: Sequence[KnownPerson], today: date) -> Iterator[Proposed | None]:
    """Every row under the heading: what it proposes, or nothing where it names no action."""
    heading = _heading(grid)
    if heading is None:
        return
    at, columns = heading
    for row in grid.below(at):
        yield _row(grid, row, columns, people, today)


def _heading(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The first row that names what is to be done, and who or when."""
    for row in range(min(len(grid.rows), HEADING_WITHIN)):
        found: dict[str, int] = {}
        for column in range(len(grid.rows[row])):
            said = set(words(grid.text(row, column)))
            for role, known in ROLES.items():
                if said & known and role not in found and column not in found.values():
                    found[role] = column
        if "what" not in found and "decision" in found:
            found["what"] = found.pop("decision")
        if "what" in found and ("who" in found or "when" in found):
            return row, found
    return None


ROLES = {"what": WHAT, "decision": DECISION, "who": WHO, "when": WHEN, "status": STATUS}


def _row(
    grid: Grid,
    row: int,
    columns: dict[str, int],
    people: Sequence[KnownPerson],
    today: date,
) -> Proposed | None:
    what = grid.text(row, columns["what"])
    title = plain_title(what)
    if not title:
        return None
    owner, no_owner = owner_of(_text(grid, row, columns, "who"), people)
    due, no_due = day_of(grid.at(row, columns["when"]) if "when" in columns else None, today)
    all_cells = " | ".join(filter(None, (grid.text(row, c) for c in range(len(grid.rows[row])))))
    ref = grid.ref(row, columns["what"])
    finished = bool(FINISHED & set(words(_text(grid, row, columns, "status"))))
    return Proposed(
        source=f"{ref.sheet} › {ref.address}" if ref.sheet else ref.address,
        words=all_cells[:WORDS_MOST_CHARS],
        title=title,
        owner=owner,
        due=due,
        finished=finished,
        problems=tuple(filter(None, (no_owner, no_due, attack_in(all_cells)))),
    )


def _text(grid: Grid, row: int, columns: dict[str, int], role: str) -> str:
    return grid.text(row, columns[role]) if role in columns else ""
