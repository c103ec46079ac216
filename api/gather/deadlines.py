"""What a person has to do by when: decide, send, finish."""

from sqlalchemy.orm import Session

from api.gather.inbox import drawn, inbox_lists
from api.tongue import Say
from api.views.decision import Viewer
from api.views.inbox import InboxRow, Split
from gates.action import OPEN, ActionState
from mail.calendar_file import Deadline
from runtime.signing_in import SignedIn
from store.reading_actions import owned_by

HERE = (Split.DECIDE, Split.SNOOZED, Split.INPUTS)
FIRST = {Split.DECIDE: Say("Decide"), Split.SNOOZED: Say("Decide"), Split.INPUTS: Say("Send")}


def deadlines(session: Session, person: SignedIn, viewer: Viewer, base_url: str) -> list[Deadline]:
    """Soonest first. What is put aside is still due."""
    lists = inbox_lists(session, person, viewer)
    found = [
        _of_row(FIRST[split], row, base_url)
        for split in HERE
        for row in drawn(session, person, viewer, lists[split])
    ]
    for record in owned_by(session, person.company_id, person.person_id):
        if ActionState(record.row.state) in OPEN:
            path = f"/actions/{record.row.id}"
            found.append(
                Deadline(
                    key=path.strip("/").replace("/", "-"),
                    title=f"Finish: {record.row.title}",
                    due_at=record.row.due_at,
                    url=base_url + path,
                )
            )
    return sorted(found, key=lambda deadline: deadline.due_at)


def _of_row(verb: str, row: InboxRow, base_url: str) -> Deadline:
    path = row.href.partition("?")[0]
    return Deadline(
        key=path.strip("/").replace("/", "-"),
        title=f"{verb}: {row.question}",
        due_at=row.due_at,
        url=base_url + path,
    )
