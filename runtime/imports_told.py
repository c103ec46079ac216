"""What an import proposes, as lines on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

from gates.chain import Channel
from runtime.importing import import_actions
from runtime.office import Office
from store import imports, people


def imported(office: Office, company_id: int, file: Path, *, as_json: bool) -> list[str]:
    """Import one file. Raises OSError and `Refusal`."""
    import_id, is_new = import_actions(
        office,
        company_id,
        name=file.name,
        content=file.read_bytes(),
        channel=Channel.COMMAND_LINE,
    )
    lines = list(_lines(office, company_id, import_id, as_json=as_json))
    again = "" if is_new else " It was imported before; nothing was added."
    told = f"{file.name}: {len(lines)} proposed; confirm them on the page Imports.{again}"
    return lines if as_json else [told, *lines]


def _lines(office: Office, company_id: int, import_id: int, *, as_json: bool) -> Iterator[str]:
    with office.sessions(company_id) as session:
        names = {one.person_id: one for one in people.everyone(session, company_id)}
        for row in imports.of_import(session, import_id):
            owner = names.get(row.owner_id or 0)
            if as_json:
                said = {
                    "source": row.source,
                    "title": row.title,
                    "owner": owner.key if owner else None,
                    "due": row.due.isoformat() if row.due else None,
                    "finished": row.finished,
                    "problems": row.problems,
                    "state": row.state,
                }
                yield json.dumps(said, ensure_ascii=False)
                continue
            parts = [row.title, owner.name if owner else "?", f"{row.due or '?'}"]
            problems = f" ({'; '.join(map(str, row.problems))})" if row.problems else ""
            yield f"  {row.source}: {', '.join(parts)}{problems}"
