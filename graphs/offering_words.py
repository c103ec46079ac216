"""What a model offered is kept with the letter it was offered for, until a person settles it."""

from datetime import datetime

from sqlalchemy.orm import Session

from agents.taken_wordings import place_of
from gates.chain import Channel
from gates.people import agent
from graphs.letters import Offered
from store import ledger, wordings
from store.ledger import Occasion

VOICE = agent("follow_up_agent")


def keep_offer(
    session: Session, offered: Offered, *, company_id: int, case_id: str | None, at: datetime
) -> None:
    """Once for each template; the letter itself has gone out with the template."""
    asked, offer = offered.asked, offered.offer
    place = place_of(asked, offer.template)
    new = wordings.NewWording(
        kind=place.kind.value,
        language=place.language,
        tone=place.tone.value,
        template_sha256=place.template_sha256,
        template=offer.template,
        text=offer.text,
        to_name=asked.to_name,
        facts=asked.facts,
        model=offer.provenance.model,
        prompt_sha256=offer.provenance.prompt_sha256,
    )
    wording_id = wordings.keep(session, company_id, new, at=at)
    if wording_id is None:
        return
    ledger.append(
        session,
        Occasion(company_id=company_id, channel=Channel.WORKER, case_id=case_id, brief_sha256=None),
        at=at,
        kind="wording_offered",
        actor=VOICE,
        subject=f"wording:{wording_id}",
        facts={
            "letter": new.kind,
            "language": new.language,
            "tone": new.tone,
            "model": new.model,
            "prompt_sha256": new.prompt_sha256,
        },
    )
