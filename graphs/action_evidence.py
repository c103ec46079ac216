"""What a message proves about an action."""

from dataclasses import replace

from agents.reading_values import Reading, Verdict
from agents.replies.values import GIVES_NUMBER, AnswerIntent
from gates.canonical import sha256
from gates.evidence import DoneWhen, Evidence, EvidenceKind
from graphs.action_facts import ActionFacts
from mail.incoming import Incoming
from store.tables.effects import MessageRow


def evidence_in(
    wanted: DoneWhen, facts: ActionFacts, message: MessageRow, mail: Incoming, reading: Reading
) -> Evidence | None:
    """What the message proves, of the kind that is wanted. Doubtful words prove
    nothing, nor does any file that comes with an attack.
    """
    if reading.intent is AnswerIntent.SUSPICIOUS:
        return None
    source = f"message:{message.id}"
    found = Evidence(kind=wanted.kind, by_person=facts.owner.key, source=source)
    if wanted.kind is EvidenceKind.FILE:
        files = [sha256(one.content) for one in mail.attachments if one.content]
        return replace(found, sha256=files[0]) if files else None
    if reading.verdict is not Verdict.ACCEPT:
        return None
    says_so = reading.intent in GIVES_NUMBER
    if wanted.kind is EvidenceKind.STATEMENT:
        yet_to_come = reading.date is not None and reading.date > message.received_at.date()
        done = reading.intent is AnswerIntent.CONFIRMS_DONE and not yet_to_come
        return found if done else None
    if says_so and reading.quantity is not None:
        return replace(found, quantity=reading.quantity, by=reading.date)
    return None
