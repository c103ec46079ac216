"""A reply as a person read it, where they said what it means: that counts, not our reading."""

from decimal import Decimal
from typing import Any

from agents.reading_values import Provenance, Reading, Verdict
from agents.replies.case import day_meant
from agents.replies.values import FOR_A_PERSON, AnswerIntent
from store.replies import CORRECTED
from store.tables.effects import MessageRow

PERSON = "person"


def as_person_read(message: MessageRow) -> Reading | None:
    """The reading somebody gave it by name; None where nobody did."""
    said: dict[str, Any] | None = (message.reading or {}).get(CORRECTED)
    if said is None:
        return None
    intent = AnswerIntent(said["intent"])
    quantity = said["quantity"]
    settles = intent not in FOR_A_PERSON
    return Reading(
        intent=intent,
        verdict=Verdict.ACCEPT if settles else Verdict.PERSON,
        why=f"{said['by_name']} read it so",
        quantity=None if quantity is None else Decimal(quantity),
        unit=said["unit"],
        when=said["when"],
        date=day_meant(said["when"], intent),
        person_key=said["delegate"],
        reason=said["reason"],
        unchanged=bool(said["unchanged"]),
        provenance=Provenance(provider=PERSON, model=said["by"]),
    )


def kept_beside(message: MessageRow, asked: dict[str, Any]) -> dict[str, Any]:
    """What is kept with a reading: what it answers, and the correction where there is one."""
    said = (message.reading or {}).get(CORRECTED)
    return {"asked": asked} | ({CORRECTED: said} if said is not None else {})
