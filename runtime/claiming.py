"""Taking a request on, so that the others of a gate know that somebody is, and giving it back."""

from gates.errors import TakenOn
from gates.moves import check_claiming
from runtime.deciding import Answer
from runtime.moving import at_request
from runtime.office import Office
from store import claims


def claim(office: Office, whom: Answer) -> None:
    """Raises a `Refusal` where somebody else is on it. Claiming twice is one claim."""
    with at_request(office, whom) as scene:
        check_claiming(scene.matter, by=scene.actor)
        if claims.claim(scene.session, whom.company_id, scene.request.id, scene.who.id, scene.at):
            scene.write_history("claimed", {})
            return
        holder, _ = claims.claimed(scene.session, whom.company_id, [scene.request.id])[
            scene.request.id
        ]
        if holder.id != scene.who.id:
            raise TakenOn(f"It is {holder.name}.")


def release(office: Office, whom: Answer) -> bool:
    """Give one's own claim back; says whether there was one."""
    with at_request(office, whom) as scene:
        if not claims.release(scene.session, scene.request.id, scene.who.id):
            return False
        scene.write_history("claim_released", {})
        return True
