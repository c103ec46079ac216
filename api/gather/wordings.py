"""What a model offers as wording, told as the letter it was offered for."""

from types import MappingProxyType

from agents.reading_values import Provenance
from agents.wording import DraftRequest, filled
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.frame import State
from api.views.wordings import WordingsView, WordingView
from gates.letter_kinds import Kind, Tone
from gates.people import Role
from runtime.settling_wordings import MAY_SETTLE
from store.tables.wordings import WordingRow
from store.wordings import LEFT, OFFERED, TAKEN

LETTERS = MappingProxyType(
    {
        Kind.INPUT_REQUEST: Say("Asking for an input"),
        Kind.INPUT_REMINDER: Say("Reminding of an input"),
        Kind.INPUT_FINDINGS: Say("Rows that need another look"),
        Kind.INPUT_ACCEPTED: Say("An input is complete"),
        Kind.DECISION_NEEDED: Say("A decision is needed"),
        Kind.ACTION_ASSIGNED: Say("An action is assigned"),
        Kind.ACTION_REMINDER: Say("Reminding of an action"),
        Kind.ESCALATION: Say("An action is overdue"),
        Kind.ANSWER_UNCLEAR: Say("An answer is unclear"),
        Kind.PERSON_NEEDED: Say("A message needs a person"),
        Kind.PLAN_PUBLISHED: Say("The plan is locked"),
        Kind.CHANGES_ASKED: Say("Sent back for changes"),
        Kind.REPLY_DECIDED: Say("A decision by mail is recorded"),
        Kind.REPLY_NOT_TAKEN: Say("A mail decided nothing"),
        Kind.DECISION_TURNED: Say("A decision turned out otherwise"),
        Kind.ACTION_OFFERED: Say("An action is offered"),
        Kind.OFFER_TAKEN: Say("An offer is taken"),
        Kind.OFFER_REFUSED: Say("An offer is refused"),
        Kind.OFFER_SILENT: Say("An offer has no answer"),
    }
)
TONES = MappingProxyType(
    {Tone.FRIENDLY: Say("friendly"), Tone.FIRM: Say("firm"), Tone.URGENT: Say("urgent")}
)
SPOKEN = MappingProxyType(
    {"en": Say("English"), "de": Say("German"), "es": Say("Spanish"), "fr": Say("French")}
)
STATES = MappingProxyType(
    {
        OFFERED: State(word=Say("Waits for the S&OP lead"), icon="clock", tone="warn"),
        TAKEN: State(word=Say("Letters say this"), icon="check", tone="good"),
        LEFT: State(word=Say("Letters have our text"), icon="none", tone="idle"),
    }
)


def wordings_view(
    rows: list[tuple[WordingRow, str]], viewer: Viewer, message: str = ""
) -> WordingsView:
    told = [_told(row, by, viewer) for row, by in rows]
    return WordingsView(
        waiting=tuple(one for one in told if not one.settled_by),
        settled=tuple(one for one in told if one.settled_by),
        message=message,
    )


def _told(row: WordingRow, by: str, viewer: Viewer) -> WordingView:
    mine = Role(viewer.role) in MAY_SETTLE
    return WordingView(
        wording_id=row.id,
        letter=say(
            "{letter}, {language}, {tone}",
            letter=LETTERS[Kind(row.kind)],
            language=SPOKEN.get(row.language, row.language),
            tone=TONES[Tone(row.tone)],
        ),
        language=row.language,
        ours=_letter(row, row.template),
        offered=_letter(row, row.text),
        model=row.model,
        at=row.offered_at.astimezone(viewer.zone),
        state=STATES[row.state],
        settled_by=by,
        may_take=mine and row.state != TAKEN,
        may_leave=mine and row.state != LEFT,
    )


def _letter(row: WordingRow, text: str) -> tuple[str, ...]:
    """As its reader would have it."""
    asked = DraftRequest(
        kind=Kind(row.kind), to_name=row.to_name, facts=row.facts, locale=row.language
    )
    return filled(text, asked, Provenance(provider=row.model)).paragraphs
