"""The letter that asks a seat to decide: at first, as a reminder, or because others didn't."""

from dataclasses import dataclass, replace

from agents.wording import Kind
from gates.brief import Brief
from gates.catalogue import GATES
from gates.reply_lines import Offered, offered
from graphs.brief_letter import decision_needed
from graphs.letters import Wording, Written, write
from graphs.phrases import moment
from graphs.tools import Tools
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


def asking_letter(tools: Tools, asking: Asking, to: Addressee) -> Written:
    """The brief as a letter to one person."""
    request, brief = asking.request, asking.brief
    gate, now = GATES[request.gate], tools.now()
    decides = Decides(request_id=request.id, brief_sha256=request.brief_sha256)

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        lines = offered(gate, brief, reader.locale) if tools.mail_decides else ()
        shown = decision_needed(brief, reader, words, request=request, now=now)
        return replace(shown, reply_lines=tuple(map(_line, lines)))

    said = {
        "question": brief.question,
        "due": moment(request.due_at, to.timezone),
        "holds_up": gate.title.lower(),
    }
    return write(
        tools,
        case_id=request.case_id,
        to=to,
        key=f"request/{request.id}/{asking.step}/{to.key}",
        wording=Wording(kind=Kind.DECISION_NEEDED, facts=said, days_late=asking.late_days),
        view=view,
        answerable=decides if gate.policy.mail_reply else False,
    )


def _line(one: Offered) -> ReplyLine:
    return ReplyLine(line=one.line, means=one.means)
