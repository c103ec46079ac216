"""One attempt at a post: to where the subscription says now, signed with its secret of now."""

import json
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gates.chain import Channel
from mail.carriers import Outcome, Receipt
from mail.signed_post import key_of
from runtime.hooks.posting import GONE, post
from runtime.hooks.subscribing import NoSuchSubscription, end, secret_of
from runtime.office import Office
from store import hooks
from store.tables.effects import EffectRow

ENDED = "The subscription has ended."


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What to post where; made while the effect is claimed, sent when the claim is written."""

    hook_id: int
    url: str
    secret: str
    message_id: str
    content: bytes


def posting_of(office: Office, session: Session, effect: EffectRow) -> Posting | None:
    """None where the subscription has ended."""
    hook = hooks.find(session, effect.company_id, int(effect.content["hook"]))
    if hook is None or hook.ended_at is not None:
        return None
    said = json.dumps(effect.content["event"], ensure_ascii=False, separators=(",", ":"))
    return Posting(
        hook_id=hook.id,
        url=hook.url,
        secret=secret_of(office.settings, hook),
        message_id=effect.key.replace("/", "_"),
        content=said.encode(),
    )


def send(office: Office, company_id: int, posting: Posting) -> Receipt:
    """Post it. Who answers that nobody is there any more is told nothing further."""
    receipt = post(
        posting.url,
        posting.content,
        key=key_of(posting.secret),
        message_id=posting.message_id,
        at=office.now(),
        networks=office.settings.hook_networks,
    )
    if receipt.outcome is Outcome.REFUSED:
        why = f"The address answered {GONE}, gone."
        with suppress(NoSuchSubscription):  # another post was told so at the same time
            end(office, company_id, posting.hook_id, why=why, channel=Channel.WORKER)
    return receipt
