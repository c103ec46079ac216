"""What a message proves about an action."""

from dataclasses import replace

from agents.reading_values import Intent, Reading, Verdict
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
    if reading.intent is Intent.SUSPICIOUS:
        return None
    source = f"message:{message.id}"
    found = Evidence(kind=wanted.kind, by_person=facts.owner.key, source=source)
    if wanted.kind is EvidenceKind.FILE:
        files = [sha256(one.content) for one in mail.attachments if one.content]
        return replace(found, sha256=files[0]) if files else None
    if reading.verdict is not Verdict.ACCEPT:
        return None
    says_so = reading.intent in {Intent.CONFIRMS_DONE, Intent.PROVIDES_VALUE, Intent.PARTIAL}
    if wanted.kind is EvidenceKind.STATEMENT:
        return found if reading.intent is Intent.CONFIRMS_DONE else None
    if says_so and reading.quantity is not None:
        return replace(found, quantity=reading.quantity, by=reading.date)
    return None
