"""Putting a request aside, and taking it up again before its time."""

from dataclasses import replace
from datetime import datetime

from gates.snoozing import Snooze, Until, check_snoozing
from runtime.deciding import Answer
from runtime.moving import at_request
from runtime.office import Office
from store import snoozes
from store.people import person_by_key


def snooze(
    office: Office,
    whom: Answer,
    until: Until,
    *,
    moment: datetime | None = None,
    answer_of: str | None = None,
) -> Snooze:
    """Hide it from one's own list until then. Raises a `Refusal` where it can't be."""
    with at_request(office, whom) as scene:
        wanted = Snooze(
            until=until,
            brief_sha256=scene.request.brief_sha256,
            moment=moment if until is Until.MOMENT else None,
            answer_of=answer_of if until is Until.ANSWER else None,
        )
        check_snoozing(scene.matter, wanted, by=scene.actor, at=scene.at)
        awaited = None
        if wanted.answer_of is not None:
            awaited = person_by_key(scene.session, whom.company_id, wanted.answer_of).id
        snoozes.put_aside(
            scene.session,
            whom.company_id,
            scene.request.id,
            scene.who.id,
            wanted,
            answer_of_id=awaited,
            at=scene.at,
        )
        scene.write_history(
            "snoozed",
            {
                "until": until.value,
                "moment": moment.isoformat() if wanted.moment and moment else None,
                "answer_of": wanted.answer_of,
            },
        )
    return replace(wanted)


def take_up(office: Office, whom: Answer) -> bool:
    """End one's own snooze; says whether there was one."""
    with at_request(office, whom) as scene:
        if not snoozes.take_up(scene.session, scene.request.id, scene.who.id):
            return False
        scene.write_history("snooze_ended", {})
        return True
