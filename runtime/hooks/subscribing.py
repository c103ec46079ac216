"""Subscriptions: begun, given another secret, ended, and a failed post sent again."""

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.orm import Session

from gates.canonical import Json
from gates.chain import Channel
from gates.errors import Refusal
from gates.people import SYSTEM, Role, person
from mail.signed_post import PREFIX
from runtime.hooks.reaching import goal_of
from runtime.office import Office
from runtime.secrets import reply_secret
from runtime.settings import Settings
from store import hooks, ledger, posts
from store.ledger import Occasion
from store.people import person_by_key
from store.tables.hooks import HookRow

MAY_RESEND = frozenset({Role.ADMIN, Role.SOP_LEAD})


class NoSuchSubscription(Refusal):
    """There is no such subscription in this company."""


class NothingToResend(Refusal):
    """This post has arrived, is on its way, or isn't there. Nothing was changed."""


class MayNotResend(Refusal):
    """Only an admin or the S&OP lead can have a post sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribed:
    hook_id: int
    secret: str
    """What the receiver checks signatures with: `whsec_` and 32 bytes in base64."""


def subscribe(office: Office, company_id: int, url: str, kinds: Sequence[str]) -> Subscribed:
    """Tell an address what happens from now on. Raises what `goal_of` raises."""
    goal_of(url, office.settings.hook_networks)
    with office.sessions(company_id) as session:
        hook = hooks.begin(session, company_id, url=url, kinds=kinds, at=office.now())
        _note(office, session, hook, "hook_begun", {"url": url, "kinds": list[Json](kinds)})
        return Subscribed(hook_id=hook.id, secret=secret_of(office.settings, hook))


def another_secret(office: Office, company_id: int, hook_id: int) -> Subscribed:
    """From now on posts are signed with another secret. Raises NoSuchSubscription."""
    with office.sessions(company_id) as session:
        hook = _living(session, company_id, hook_id)
        hook.secret_number += 1
        _note(office, session, hook, "hook_secret_changed", {"secret": hook.secret_number})
        return Subscribed(hook_id=hook.id, secret=secret_of(office.settings, hook))


def end(
    office: Office,
    company_id: int,
    hook_id: int,
    *,
    why: str,
    channel: Channel = Channel.COMMAND_LINE,
) -> None:
    """Tell it nothing any more; what is in the outbox for it fails. Raises NoSuchSubscription."""
    with office.sessions(company_id) as session:
        hook = _living(session, company_id, hook_id)
        hook.ended_at, hook.ended_why = office.now(), why
        _note(office, session, hook, "hook_ended", {"why": why}, channel=channel)


def resend(office: Office, company_id: int, person_key: str, effect_id: int) -> None:
    """Send a post again that failed or whose fate nobody knows, under the same id.

    Raises MayNotResend, NothingToResend.
    """
    with office.sessions(company_id) as session:
        role = Role(person_by_key(session, company_id, person_key).role)
        if role not in MAY_RESEND:
            raise MayNotResend
        if not posts.hold_again(session, company_id, effect_id, at=office.now()):
            raise NothingToResend
        ledger.append(
            session,
            _by(company_id, Channel.WEB),
            at=office.now(),
            kind="hook_resent",
            actor=person(person_key, role),
            subject=f"effect:{effect_id}",
        )


def secret_of(settings: Settings, hook: HookRow) -> str:
    """Derived from the installation's secret: nothing to steal lies in the database."""
    said = f"hook/{hook.company_id}/{hook.id}/{hook.secret_number}".encode()
    derived = hmac.new(reply_secret(settings), said, sha256).digest()
    return PREFIX + base64.b64encode(derived).decode()


def _living(session: Session, company_id: int, hook_id: int) -> HookRow:
    hook = hooks.find(session, company_id, hook_id)
    if hook is None or hook.ended_at is not None:
        raise NoSuchSubscription
    return hook


def _note(
    office: Office,
    session: Session,
    hook: HookRow,
    kind: str,
    facts: dict[str, Json],
    *,
    channel: Channel = Channel.COMMAND_LINE,
) -> None:
    ledger.append(
        session,
        _by(hook.company_id, channel),
        at=office.now(),
        kind=kind,
        actor=SYSTEM,
        subject=f"hook:{hook.id}",
        facts=facts,
    )


def _by(company_id: int, channel: Channel) -> Occasion:
    return Occasion(company_id=company_id, channel=channel, case_id=None, brief_sha256=None)
