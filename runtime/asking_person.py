"""Passing a question about a request to a person: a comment by name, and a letter to them."""

from uuid import UUID

from gates.errors import NotInThisRequest
from gates.moves import check_comment
from graphs.letters import Written, reader_of
from graphs.posting import Sending, hold
from mail.question_views import QuestionAsked
from mail.render import Post
from runtime.deciding import Answer
from runtime.moving import Scene, at_request
from runtime.office import Office
from store import comments
from store.comments import NewComment
from store.people import Addressee, by_key


def ask_person(office: Office, whom: Answer, person: str, text: str, *, question_id: UUID) -> bool:
    """Ask, or raise a `Refusal`; says whether it was new. It holds nothing up."""
    with at_request(office, whom) as scene:
        asked, so_far = text.strip(), comments.count(scene.session, scene.request.id)
        check_comment(scene.matter, asked, option=None, so_far=so_far, by=scene.actor)
        if person not in scene.matter.people or person == scene.who.key:
            raise NotInThisRequest
        to = by_key(scene.session, whom.company_id, person)
        said = NewComment(
            id=question_id,
            request_id=scene.request.id,
            person_id=scene.who.id,
            option=None,
            text=f"{to.name}: {asked}",
            brief_sha256=scene.request.brief_sha256,
            made_at=scene.at,
        )
        if not comments.add(scene.session, whom.company_id, said):
            return False
        sending = Sending(
            company_id=whom.company_id,
            case_id=scene.request.case_id,
            at=scene.at,
            brief_sha256=scene.request.brief_sha256,
        )
        hold(office.tools, scene.session, _letter(office, scene, to, asked, question_id), sending)
        facts = {"person": person, "text": asked, "comment": str(question_id)}
        scene.write_history("asked_person", {**facts})
        return True


def _letter(office: Office, scene: Scene, to: Addressee, asked: str, question_id: UUID) -> Written:
    view = QuestionAsked(
        reader=reader_of(to),
        words=(),
        path=f"/requests/{scene.request.id}",
        by=f"{scene.who.name}, {scene.who.title}",
        asked=asked,
        about=scene.row.question,
    )
    post = Post(
        key=f"request/{scene.request.id}/question/{question_id}",
        thread_key=f"{scene.request.case_id}/{to.key}",
    )
    letter = office.renderer.compose(view, post)
    return Written(to=to, kind=view.template, letter=letter, token=None)
