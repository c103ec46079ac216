"""Letters of a case, worded and rendered before the transaction that posts them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from agents.wording import DraftRequest, Offer
from gates.letter_kinds import Kind
from graphs.tools import Tools
from mail.letter import Letter
from mail.render import Post
from mail.tokens import reply_address
from mail.views import Reader, View
from store.people import Addressee
from store.tickets import Decides

INPUT_PAGES, ACTION_PAGES, JOIN_PAGES = "/i/", "/a/", "/join/"
LINKED_PAGES = (INPUT_PAGES, ACTION_PAGES, JOIN_PAGES)
MakeView = Callable[[Reader, tuple[str, ...]], View]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """The page of one input, one action or an invitation, until a moment, for its reader.

    The letter is kept with the nonce in its link. Only while it is carried out does what opens
    the page take the nonce's place.
    """

    nonce: str
    page: str
    """Which of LINKED_PAGES."""
    subject_id: int
    """The input or action; the person of an invitation."""
    until: datetime

    @property
    def path(self) -> str:
        return f"{self.page}{self.nonce}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Other words than the letter has, for a person to take or leave."""

    asked: DraftRequest
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A letter ready to be held; `token` is the reply ticket's, where an answer is wanted."""

    to: Addressee
    kind: str
    letter: Letter
    token: str | None
    decides: Decides | None = None
    """The one request an answer decides about."""
    opens: Opens | None = None
    """The page its link opens without signing in."""
    offered: Offered | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the paragraphs speak of: facts as whole phrases, computed by code."""

    kind: Kind
    facts: dict[str, str] = field(default_factory=dict[str, str])
    days_late: int = 0
    names: tuple[str, ...] = ()


def reader_of(to: Addressee) -> Reader:
    return Reader(name=to.name, address=to.email, timezone=to.timezone, locale=to.language)


def write(
    tools: Tools,
    *,
    case_id: str,
    to: Addressee,
    key: str,
    wording: Wording,
    view: MakeView,
    answerable: bool | Decides = True,
) -> Written:
    """Word and render a letter. Calls the language provider, so never inside a transaction.

    Answers come to the case, or to the one request that `answerable` names.
    """
    asked = DraftRequest(
        kind=wording.kind,
        to_name=to.name,
        facts=wording.facts,
        locale=to.language,
        days_late=wording.days_late,
        names=wording.names,
    )
    language = tools.speaking(case_id)
    draft, offer = language.draft(asked), language.offer(asked)
    reader = reader_of(to)
    shown = view(reader, draft.paragraphs)
    decides = answerable if isinstance(answerable, Decides) else None
    subject = decides.subject if decides else case_id
    token = tools.reply_token(subject, to.key) if answerable else None
    post = Post(
        key=key,
        thread_key=f"{case_id}/{to.key}",
        reply_address=reply_address(token, tools.mail_domain) if token else None,
    )
    return Written(
        to=to,
        kind=shown.template,
        letter=tools.renderer.compose(shown, post),
        token=token,
        decides=decides,
        offered=Offered(asked=asked, offer=offer) if offer and offer.text else None,
    )
