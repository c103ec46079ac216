"""Somebody's digest: what could wait for their hour in one letter, once."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup
from sqlalchemy.orm import Session

from agents.wording import salutation
from graphs.letters import Written, reader_of
from graphs.posting import Sending, hold
from graphs.tools import Tools
from mail.digest_views import Bundled, Digest, DigestItem, Inside
from mail.render import Post
from store import digests, people
from store.people import Addressee
from store.tables.effects import EffectRow


def send_digest(tools: Tools, company_id: int, person_id: int) -> bool:
    """Put what waits for this person in one letter; says whether there was anything.

    One transaction writes the letter and marks what it brings, so that nothing comes twice and
    nothing is lost, wherever it ends.
    """
    at = tools.now()
    with tools.sessions(company_id) as session:
        people.one_letter_at_a_time(session, person_id)
        letters = digests.waiting(session, person_id, at=at)
        if not letters:
            return False
        to = people.by_id(session, person_id)
        written = _written(tools, session, to, letters)
        hold(tools, session, written, Sending(company_id=company_id, case_id=None, at=at))
        digests.bundle(session, letters, written.letter.key)
        tools.reached("digest.bundled")
    return True


def _written(
    tools: Tools, session: Session, to: Addressee, letters: Sequence[EffectRow]
) -> Written:
    view = Digest(
        reader=reader_of(to),
        words=(salutation(to.name, to.language),),
        path="/inbox",
        day=tools.now().astimezone(ZoneInfo(to.timezone)).date(),
        letters=tuple(map(_bundled, letters)),
        items=tuple(
            DigestItem(
                question=brief.question,
                due=request.due_at,
                stake=brief.stake.headline,
                path=f"/requests/{request.id}",
            )
            for request, brief in digests.asked_of(session, to.person_id)
        ),
    )
    post = Post(key=f"digest/{to.key}/{letters[0].id}", thread_key=f"digest/{to.key}")
    return Written(
        to=to,
        kind=view.template,
        letter=tools.renderer.compose(view, post),
        token=None,
        links=tuple(nonce for one in letters if (nonce := one.content.get("link"))),
    )


def _bundled(effect: EffectRow) -> Bundled:
    said = effect.content
    return Bundled(
        subject=said["subject"],
        inside=Inside(**{kind: Markup(words) for kind, words in said["inside"].items()}),  # noqa: S704 our own templates made them
        reply_address=said.get("reply_address"),
    )
