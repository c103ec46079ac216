"""Mailing somebody that another person wants their answer, as part of the move that asks for it."""

from graphs.invitation import invitation
from graphs.posting import Sending, hold
from runtime.moving import Scene
from runtime.office import Office
from store.people import Addressee


def invite(office: Office, scene: Scene, to: Addressee, *, step: str, says: str) -> None:
    """Hold the letter with the brief; `step` tells it from every other one of the request."""
    key = f"request/{scene.request.id}/{step}"
    letter = invitation(office.tools, scene.session, scene.row, to, key=key, says=says)
    sending = Sending(
        company_id=scene.request.company_id,
        case_id=scene.request.case_id,
        at=scene.at,
        brief_sha256=scene.row.brief_sha256,
    )
    hold(office.tools, scene.session, letter, sending)
