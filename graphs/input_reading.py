"""What a region sent: a file, read and checked apart; or words, understood and computed."""

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from langgraph.runtime import Runtime
from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from agents.reading_consent import says_yes
from agents.reading_values import Reading, Verdict
from agents.replies.case import told_ask
from agents.replies.values import AnswerIntent
from gates.canonical import sha256
from graphs.case_state import CaseState
from graphs.corrected import as_person_read, kept_beside
from graphs.demand import ring_cycle
from graphs.input_circumstances import circumstances
from graphs.input_correcting import Proposed, correct, offered
from graphs.input_facts import InputFacts, input_facts
from graphs.input_keeping import by_mail, keep
from graphs.input_versions import Sent, from_checked, from_words
from graphs.input_words import forecast_context, said_changes
from graphs.tools import Tools, WorkFailed
from mail.incoming import Incoming, read_mail
from mail.parts import Attachment
from planning.changes_said import ChangeUnclear, apply_changes
from planning.checks.circumstances import Circumstances
from planning.checks.grading import graded
from planning.checks.reading import Said, read_and_check
from planning.company import Company
from planning.directory import read_company
from planning.sheets.reading import MACRO_WORKBOOKS, TEXTS, WORKBOOKS
from planning.sheets.refusals import FileRefused
from store import cycles, messages, people
from store.people import Addressee
from store.replies import CLARIFY
from store.tables.effects import MessageRow
from store.tables.inputs import InputRequestRow

TABLES = WORKBOOKS | MACRO_WORKBOOKS | TEXTS | {".xls"}
TAKEN, CONFIRM = "taken", "confirm"
_READINGS = TypeAdapter(Reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What one message came to: something to keep as a version, or why not."""

    sent: Sent | None
    reading: dict[str, Any]
    leads: str
    """What follows: it is taken, confirms what stands, or has to be clarified."""
    hand_to: str | None = None
    """Key of the colleague its owner names instead."""


def read(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Take the oldest unread message. Nothing is computed or asked inside the transaction."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        facts = input_facts(session, state)
        waiting = messages.new_messages(session, state["case_id"])
        everyone = people.everyone(session, state["company_id"])
        company = read_company(facts.files)
        arrived = [by_mail(one) for one in waiting[:1]]
        came = [circumstances(session, facts, company, one, everyone) for one in arrived]
        wanted = offered(session, facts)
    if waiting:
        taken = _consent(tools, facts, waiting[0], wanted) or understood(
            tools, facts, waiting[0], came[0], everyone
        )
        with tools.sessions(state["company_id"]) as session:
            _keep(tools, session, facts, waiting[0], taken)
        tools.reached("input.read")
    return {}


def _consent(
    tools: Tools, facts: InputFacts, message: MessageRow, wanted: Proposed | None
) -> Understood | None:
    """The owner says yes to what the last letter offered to correct."""
    if wanted is None or message.sender_id != facts.owner.person_id:
        return None
    mail = read_mail(message.content)
    if mail.attachments or not says_yes(mail.text, [facts.owner.name, facts.lead.name]):
        return None
    reading = {"corrects": wanted.version, "cells": len(wanted.changes)}
    return Understood(sent=correct(tools, facts, wanted), reading=reading, leads=TAKEN)


def understood(
    tools: Tools,
    facts: InputFacts,
    message: MessageRow,
    came: Circumstances,
    everyone: tuple[Addressee, ...],
) -> Understood:
    """A message as it is meant: one file, or words. Nothing is kept yet."""
    mail = read_mail(message.content)
    files = [one for one in mail.attachments if PurePath(one.name).suffix.lower() in TABLES]
    if len(files) > 1:
        why = f"{len(files)} files came; send one, so that it is clear which of them counts"
        return Understood(sent=None, reading={"why": why}, leads=CLARIFY)
    if files:
        return _file(tools, facts, files[0], came)
    return _words(tools, facts, message, mail, everyone)


def _file(tools: Tools, facts: InputFacts, file: Attachment, came: Circumstances) -> Understood:
    read_from = {"file": file.name, "sha256": sha256(file.content)}
    said = Said(confirmed=facts.layouts)
    try:
        checked = tools.apart(
            read_and_check, file.name, file.content, facts.files, facts.region, "", came, said
        )
    except (FileRefused, WorkFailed) as refused:
        why = f"{file.name}: {refused}"
        return Understood(sent=None, reading=read_from | {"why": why}, leads=CLARIFY)
    sent = from_checked(file.name, file.content, graded(checked, facts.severities))
    return Understood(sent=sent, reading=read_from, leads=TAKEN)


def _words(
    tools: Tools,
    facts: InputFacts,
    message: MessageRow,
    mail: Incoming,
    everyone: tuple[Addressee, ...],
) -> Understood:
    """A forecast in words counts only where nothing about it is doubtful."""
    company = read_company(facts.files)
    at = message.received_at.astimezone(ZoneInfo(facts.owner.timezone))
    context = forecast_context(company, facts, everyone, mail.text, at, mail.subject)
    reading = as_person_read(message) or tools.speaking(
        cycles.input_case(facts.input_id)
    ).read_reply(context)
    plain: dict[str, Any] = _READINGS.dump_python(reading, mode="json")
    said = _said(company, facts, mail.text, reading, plain)
    beside = kept_beside(message, told_ask(context))
    return replace(said, reading=said.reading | beside)


def _said(
    company: Company, facts: InputFacts, text: str, reading: Reading, plain: dict[str, Any]
) -> Understood:
    if reading.intent is AnswerIntent.OUT_OF_OFFICE:
        return Understood(sent=None, reading=plain, leads=TAKEN)
    if reading.verdict is not Verdict.ACCEPT:
        return Understood(sent=None, reading=plain, leads=CLARIFY)
    if reading.intent is AnswerIntent.DELEGATES:
        return Understood(sent=None, reading=plain, leads=TAKEN, hand_to=reading.person_key)
    if facts.stands and reading.intent is AnswerIntent.PROVIDES_VALUE:
        return _about_what_stands(reading, plain)
    return _forecast(company, facts, text, reading, plain)


def _forecast(
    company: Company, facts: InputFacts, text: str, reading: Reading, plain: dict[str, Any]
) -> Understood:
    """Last month's numbers with the changes said, as a version of their own."""
    gives = reading.intent is AnswerIntent.PROVIDES_VALUE and (reading.unchanged or reading.changes)
    try:
        lines = apply_changes(company, facts.region, said_changes(reading.changes)) if gives else ()
    except ChangeUnclear as unclear:
        return Understood(sent=None, reading=plain | {"why": str(unclear)}, leads=CLARIFY)
    if not lines:
        plain["why"] = "it gives no forecast"
        return Understood(sent=None, reading=plain, leads=CLARIFY)
    return Understood(sent=from_words(text, lines, plain), reading=plain, leads=TAKEN)


def _about_what_stands(reading: Reading, plain: dict[str, Any]) -> Understood:
    """A version was accepted already: words can keep it; to change it takes a file."""
    if reading.unchanged and not reading.changes:
        return Understood(sent=None, reading=plain, leads=CONFIRM)
    plain["why"] = "a version of yours stands already; to change it, send a file"
    return Understood(sent=None, reading=plain, leads=CLARIFY)


def _keep(
    tools: Tools, session: Session, facts: InputFacts, message: MessageRow, taken: Understood
) -> None:
    messages.mark_read(session, message.id, taken.reading | {"leads": taken.leads})
    asked = session.get_one(InputRequestRow, facts.input_id)
    if taken.hand_to is not None:
        asked.owner_id = people.by_key(session, asked.company_id, taken.hand_to).person_id
    if taken.leads == CONFIRM:
        asked.state, asked.settled_at = "accepted", tools.now()
        ring_cycle(tools, session, asked.cycle_id)
    if taken.sent is not None:
        keep(tools, session, asked, by_mail(message), taken.sent)
