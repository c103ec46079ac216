"""A mail about an action, as the reply reader is given it."""

from datetime import datetime

from agents.reading_values import Asked, Colleague, ReplyContext
from gates.evidence import EvidenceKind
from graphs.action_facts import ActionFacts
from mail.incoming import Incoming
from store.people import Addressee


def action_context(
    facts: ActionFacts, mail: Incoming, everyone: tuple[Addressee, ...], at: datetime
) -> ReplyContext:
    """`at`: when it came, where its owner is."""
    wanted = facts.done_when
    return ReplyContext(
        text=mail.text,
        subject=mail.subject,
        now=at,
        asked=Asked.NUMBER if wanted.kind is EvidenceKind.SIGNED_NUMBER else Asked.ACTION,
        expected_quantity=wanted.at_most if wanted.at_least is None else wanted.at_least,
        sender_key=facts.owner.key,
        people=tuple(Colleague(key=who.key, name=who.name) for who in everyone),
        names=tuple({word for who in everyone for word in who.name.split()}),
    )
