"""Keeping what a region sent: the version as it came, its lines with their cells, its findings."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gates.canonical import Json, sha256
from gates.chain import Channel
from gates.people import person
from graphs.input_correcting import CORRECTED
from graphs.input_versions import Sent
from graphs.tools import Tools
from store import inputs, ledger, people, submissions
from store.cycles import input_case
from store.ledger import Occasion
from store.submitted import NewSubmission
from store.tables.effects import MessageRow
from store.tables.inputs import InputRequestRow, SubmissionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How a version reached us. Without a sender it is its owner's."""

    sender_id: int | None
    channel: Channel
    message_id: str | None
    received_at: datetime


def by_mail(message: MessageRow) -> Came:
    return Came(
        sender_id=message.sender_id,
        channel=Channel.MAIL,
        message_id=message.message_id,
        received_at=message.received_at,
    )


def keep(
    tools: Tools,
    session: Session,
    asked: InputRequestRow,
    came: Came,
    sent: Sent,
    *,
    state: str = "received",
) -> SubmissionRow:
    """Add the version, with everything that was found in it."""
    submission = submissions.add_submission(
        session,
        asked.company_id,
        NewSubmission(
            input_id=asked.id,
            file_name=sent.file_name,
            sha256=sha256(sent.content),
            content=sent.content,
            sender_id=came.sender_id or asked.owner_id,
            channel=came.channel.value,
            message_id=came.message_id,
            received_at=came.received_at,
            late=came.received_at > asked.due_at,
            state=state,
            understood=sent.understood,
        ),
    )
    submissions.add_lines(session, submission, sent.lines)
    submissions.add_findings(session, submission, sent.findings)
    _write_history(tools, session, submission, sent)
    if state == "received" and asked.state not in inputs.SETTLED:
        asked.state = "received"
    return submission


def _write_history(tools: Tools, session: Session, submission: SubmissionRow, sent: Sent) -> None:
    sender = people.by_id(session, submission.sender_id)
    ledger.append(
        session,
        Occasion(
            company_id=submission.company_id,
            channel=Channel(submission.channel),
            case_id=input_case(submission.input_request_id),
            brief_sha256=None,
        ),
        at=tools.now(),
        kind="submitted",
        actor=person(sender.key, sender.role),
        subject=f"input:{submission.input_request_id}",
        facts={
            "version": submission.version,
            "file": submission.file_name,
            "sha256": submission.sha256,
            "lines": len(sent.lines),
            "findings": [f"{one.rule}:{one.severity}" for one in sent.findings],
            "late": submission.late,
            **corrects(sent),
        },
    )


def corrects(sent: Sent) -> dict[str, Json]:
    """Which version it corrects, and how many cells of the file are other than they came."""
    done = sent.understood.get(CORRECTED)
    return {"corrects": done["version"], "cells": len(done["changes"])} if done else {}
