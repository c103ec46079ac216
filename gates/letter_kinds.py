"""What our letters are for, and the facts each may speak of."""

from enum import StrEnum


class Kind(StrEnum):
    """What a letter is for; each lists the facts its text speaks of in `wording_texts`."""

    INPUT_REQUEST = "input_request"
    INPUT_REMINDER = "input_reminder"
    INPUT_FINDINGS = "input_findings"
    INPUT_ACCEPTED = "input_accepted"
    DECISION_NEEDED = "decision_needed"
    ACTION_ASSIGNED = "action_assigned"
    ACTION_REMINDER = "action_reminder"
    ESCALATION = "escalation"
    ANSWER_UNCLEAR = "answer_unclear"
    PERSON_NEEDED = "person_needed"
    PLAN_PUBLISHED = "plan_published"
    CHANGES_ASKED = "changes_asked"
    REPLY_DECIDED = "reply_decided"
    REPLY_NOT_TAKEN = "reply_not_taken"
    DECISION_TURNED = "decision_turned"
    ACTION_OFFERED = "action_offered"
    OFFER_TAKEN = "offer_taken"
    OFFER_REFUSED = "offer_refused"
    OFFER_SILENT = "offer_silent"


class Tone(StrEnum):
    FRIENDLY = "friendly"
    FIRM = "firm"
    URGENT = "urgent"


LANGUAGES = ("en", "de", "es", "fr")
"""Letters are written in these."""
