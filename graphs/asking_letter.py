"""The letter that asks a seat to decide: at first, as a reminder, or because others didn't."""

from dataclasses import dataclass, replace

from gates.brief import Brief
from gates.gate import Gate
from gates.letter_kinds import Kind
from gates.move_lines import offered_moves
from gates.reply_lines import Offered, offered
from graphs.brief_letter import Whose, decision_needed
from graphs.letters import Wording, Written, write
from graphs.phrases import moment
from graphs.tools import Tools
from mail.calendar_file import Deadline, as_ics
from mail.letter import Enclosure
from mail.views import Reader, ReplyLine, View
from store.people import Addressee
from store.tables.gates import RequestRow
from store.tickets import Decides


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked. `step` names the occasion, so that each letter is written once."""

    request: RequestRow
    brief: Brief
    step: str
    late_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom it goes to: a seat's holder, or who stands in for one."""

    to: Addressee
    acting_for: str = ""
    """The holder's name and until when, where it goes to a stand-in."""
    seat: str = ""
    """The holder's key, likewise."""
    stands_in: str = ""
    """Who may answer for the holder, where it goes to them."""
    sits: bool = True
    """False for who is only told that others didn't answer."""


def letter_key(asking: Asking, asked: Asked) -> str:
    """One letter for each occasion, person and seat they may answer for."""
    whose = f"/for/{asked.seat}" if asked.seat else ""
    return f"request/{asking.request.id}/{asking.step}/{asked.to.key}{whose}"


def asking_letter(tools: Tools, asking: Asking, asked: Asked) -> Written:
    """The brief as a letter to one person."""
    request, brief, to = asking.request, asking.brief, asked.to
    gate, now = request.ruled, tools.now()
    seat = f"?seat={asked.seat}" if asked.seat else ""
    decides = _decides(gate, request, asked)

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        lines = offered(gate, brief, reader.locale) if decides and tools.mail_decides else ()
        shown = decision_needed(
            brief,
            reader,
            words,
            due_at=request.due_at,
            now=now,
            path=f"/requests/{request.id}{seat}",
            whose=Whose(acting_for=asked.acting_for, stands_in=asked.stands_in),
        )
        moves = offered_moves(gate, reader.locale) if lines else ()
        return replace(
            shown, reply_lines=tuple(map(_line, lines)), move_lines=tuple(map(_line, moves))
        )

    said = {
        "question": brief.question,
        "due": moment(request.due_at, to.timezone, to.language),
        "holds_up": gate.title.lower(),
    }
    written = write(
        tools,
        case_id=request.case_id,
        to=to,
        key=letter_key(asking, asked),
        wording=Wording(kind=Kind.DECISION_NEEDED, facts=said, days_late=asking.late_days),
        view=view,
        answerable=decides or False,
    )
    if now >= request.due_at:
        return written
    letter = replace(written.letter, enclosures=(_deadline(tools, request, brief),))
    return replace(written, letter=letter)


def _deadline(tools: Tools, request: RequestRow, brief: Brief) -> Enclosure:
    """For their calendar: the same entry as on the page, so that it stands there once."""
    path = f"/requests/{request.id}"
    entry = Deadline(
        key=path.strip("/").replace("/", "-"),
        title=f"Decide: {brief.question}",
        due_at=request.due_at,
        url=tools.renderer.link(path),
    )
    ics = as_ics([entry], name=brief.question, domain=tools.mail_domain, at=tools.now())
    return Enclosure(name="deadline.ics", content=ics)


def _decides(gate: Gate, request: RequestRow, asked: Asked) -> Decides | None:
    """A reply decides for its sender's own seat; who stands in answers on the page."""
    if not gate.policy.mail_reply or asked.seat or not asked.sits:
        return None
    return Decides(request_id=request.id, brief_sha256=request.brief_sha256)


def _line(one: Offered) -> ReplyLine:
    return ReplyLine(line=one.line, means=one.means)
