"""An event as other systems get it: CloudEvents 1.0 in JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.ledger import LedgerEventRow
from store.tables.plans import CommitmentRow

TYPE = "sopwith.{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event. `key` makes telling it twice one: it is the same whoever tells it, and when."""

    key: str
    event: dict[str, Any]


def cloud_event(
    *, key: str, source: str, kind: str, subject: str, at: datetime, data: Mapping[str, Any]
) -> Told:
    """`source` and `id` together are this event and no other, whoever is told.

    See https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md.
    """
    event = {
        "specversion": "1.0",
        "id": key,
        "source": source,
        "type": TYPE.format(kind),
        "subject": subject,
        "time": at.isoformat(),
        "datacontenttype": "application/json",
        "data": dict(data),
    }
    return Told(key=key, event=event)


def of_ledger(row: LedgerEventRow, source: str) -> Told:
    """What the ledger says, with who did it."""
    said = json.loads(row.content)
    return cloud_event(
        key=f"ledger/{row.seq}",
        source=source,
        kind=row.kind,
        subject=said["subject"],
        at=row.at,
        data={name: said[name] for name in ("seq", "actor", "facts")},
    )


def of_commitments(row: LedgerEventRow, lines: Sequence[CommitmentRow], source: str) -> Told:
    """What a locked plan commits, line by line."""
    said = json.loads(row.content)
    return cloud_event(
        key=f"ledger/{row.seq}/commitments",
        source=source,
        kind="plan_committed",
        subject=said["subject"],
        at=row.at,
        data={
            "version": said["facts"]["version"],
            "commitments": [_line(one) for one in lines],
        },
    )


def _line(one: CommitmentRow) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "code": one.code,
        "name": one.name,
        "quantity": one.quantity,
        "unit": one.unit,
        "order_by": one.order_by.isoformat() if one.order_by else None,
        "due": one.due.isoformat(),
    }


def of_action(update: ActionUpdateRow, action: ActionRow, owner: str, source: str) -> Told:
    """What happened to an action; the rest is as the action stands when it is told."""
    return cloud_event(
        key=f"action/{update.id}",
        source=source,
        kind=f"action_{update.kind}",
        subject=f"action:{action.id}",
        at=update.at,
        data={
            "what_happened": update.text,
            "key": action.key,
            "title": action.title,
            "owner": owner,
            "state": action.state,
            "due_at": action.due_at.isoformat(),
            "original_due_at": action.original_due_at.isoformat(),
            "evidence": action.evidence,
        },
    )
