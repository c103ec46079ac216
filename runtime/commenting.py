"""Saying something about a request without answering it."""

from uuid import UUID

from gates.moves import check_comment
from runtime.deciding import Answer
from runtime.moving import at_request
from runtime.office import Office
from store import comments, own_options
from store.comments import NewComment


def comment(
    office: Office, whom: Answer, text: str, *, comment_id: UUID, option: str | None = None
) -> bool:
    """Add a comment, or raise a `Refusal`; says whether it was new. Sending twice is one."""
    with at_request(office, whom) as scene:
        so_far = comments.count(scene.session, scene.request.id)
        kept = own_options.keys_on(scene.session, scene.request.id)
        check_comment(scene.matter, text, option=option, so_far=so_far, by=scene.actor, kept=kept)
        said = NewComment(
            id=comment_id,
            request_id=scene.request.id,
            person_id=scene.who.id,
            option=option,
            text=text.strip(),
            brief_sha256=scene.request.brief_sha256,
            made_at=scene.at,
        )
        if not comments.add(scene.session, whom.company_id, said):
            return False
        scene.write_history(
            "commented", {"comment": str(comment_id), "text": text.strip(), "option": option}
        )
        return True
