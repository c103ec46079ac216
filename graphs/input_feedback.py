"""What an input's owner is told about what they sent: which rows are wrong, what is unclear."""

from langgraph.runtime import Runtime

from agents.input_checker import GroupSaid, groups_said
from gates.letter_kinds import Kind
from graphs.case_state import CaseState
from graphs.finding_values import as_finding
from graphs.input_facts import InputFacts, input_facts, sending
from graphs.input_letters import written
from graphs.input_page import page_link
from graphs.letters import Wording, Written
from graphs.posting import hold
from graphs.tools import Tools
from graphs.unclear_letter import Owed, is_attack, write_unclear
from mail import views
from mail.finding_words import teller
from mail.labels import label
from mail.views import Reader, View
from planning.checks.corrected import proposed
from planning.checks.finding import Severity
from store import inputs, messages, submissions
from store.tables.effects import MessageRow

ANSWERS = "the file, or your words such as “as last month, except Oat Bars +15 % in December”"


def send_back(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """Row-level feedback on the latest version."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        facts = input_facts(session, state)
        submission = submissions.latest_submission(session, facts.input_id)
        assert submission is not None
        file, version = submission.file_name, submission.version
        found = [
            as_finding(row, file)
            for row in submissions.findings_of(session, submission.id)
            if row.state == "open" and row.severity != Severity.NOTE
        ]
        said = groups_said(found, teller(facts.owner.language))
        groups, corrects = tuple(map(_group, said)), len(proposed(found))
    opens = page_link(facts, at=tools.now())

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.InputFindings(
            reader=reader,
            words=words,
            path=opens.path,
            what=facts.what,
            file=file,
            version=version,
            groups=groups,
            due=facts.due_at,
            corrects=corrects,
        )

    letter = written(
        tools,
        state,
        facts,
        f"sent_back/{version}",
        Wording(kind=Kind.INPUT_FINDINGS, facts=_said(file, groups, facts.owner.language)),
        view,
        opens,
    )
    with tools.sessions(state["company_id"]) as session:
        inputs.send_back(session, facts.input_id)
        hold(tools, session, letter, sending(tools, state))
    tools.reached("input.sent_back")
    return {}


def _said(file: str, groups: tuple[views.FindingGroup, ...], language: str) -> dict[str, str]:
    count = sum(len(group.rows) + group.more for group in groups)
    cells = label("cell" if count == 1 else "cells", language)
    return {"file": file, "count": f"{count:,} {cells}"}


def _group(group: GroupSaid) -> views.FindingGroup:
    return views.FindingGroup(
        rule=group.rule,
        to_do=group.to_do,
        blocking=group.blocking,
        rows=tuple(
            views.FindingRow(
                sheet=row.sheet,
                row=row.row,
                column=row.column,
                observed=row.observed,
                expected=row.expected,
            )
            for row in group.rows
        ),
        more=group.more,
    )


def clarify(state: CaseState, runtime: Runtime[Tools]) -> CaseState:
    """What couldn't be taken goes back to its sender; what looks like an attack, to a person."""
    tools = runtime.context
    with tools.sessions(state["company_id"]) as session:
        facts = input_facts(session, state)
        message = messages.last_read(session, state["case_id"])
        assert message is not None
    letter = unclear_letter(tools, state, facts, message)
    with tools.sessions(state["company_id"]) as session:
        hold(tools, session, letter, sending(tools, state))
    tools.reached("input.clarified")
    return {}


def unclear_letter(
    tools: Tools, state: CaseState, facts: InputFacts, message: MessageRow
) -> Written:
    """What a message left open, with a link to the page; of an attack its sender hears nothing."""
    owed = Owed(
        what=facts.what_in(facts.lead.language) if is_attack(message) else facts.what,
        needed=label(ANSWERS, facts.owner.language),
        due=facts.due_at,
        path=facts.path,
        opens=page_link(facts, at=tools.now()),
        owner=facts.owner,
        lead=facts.lead,
    )
    return write_unclear(tools, state, owed, message)
