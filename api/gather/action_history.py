"""What happened to an action, as sentences, and the evidence that closed it."""

from collections.abc import Mapping
from types import MappingProxyType

from api import formats
from api.gather.words import plain
from api.tongue import Say, say
from api.views.actions import ActionUpdate
from api.views.decision import Viewer
from api.views.frame import State
from gates.evidence import Evidence, EvidenceKind, restore_evidence, restore_predicate
from store.reading_actions import ActionRecord, UpdateRecord

KINDS: Mapping[str, State] = MappingProxyType(
    {
        "assigned": State(word=Say("Asked"), icon="mail"),
        "answered": State(word=Say("Answered"), icon="mail"),
        "reminded": State(word=Say("Reminded"), icon="clock"),
        "escalated": State(word=Say("Escalated"), icon="alert", tone="warn"),
        "accepted": State(word=Say("At work"), icon="half"),
        "date_moved": State(word=Say("New date"), icon="clock", tone="warn"),
        "handed_over": State(word=Say("Handed over"), icon="next"),
        "offered": State(word=Say("Offered"), icon="mail"),
        "returned": State(word=Say("Given back"), icon="back", tone="warn"),
        "split": State(word=Say("Split"), icon="half"),
        "joined": State(word=Say("Parts done"), icon="check", tone="good"),
        "cancelled": State(word=Say("Called off"), icon="cross", tone="idle"),
        "done": State(word=Say("Done"), icon="check", tone="good"),
    }
)


def update_view(update: UpdateRecord, viewer: Viewer) -> ActionUpdate:
    """A person's own words are quoted; everything else says itself."""
    row = update.row
    own = row.message_id is not None
    return ActionUpdate(
        at=row.at.astimezone(viewer.zone),
        who=update.person or "",
        says="answered:" if own else row.text,
        quote=row.text if own else "",
        source=say("Message {message_id}", message_id=row.message_id) if own else "",
        state=KINDS.get(row.kind, State(word=plain(row.kind), icon="dot")),
    )


def evidence_lines(record: ActionRecord) -> tuple[str, ...]:
    """What closed the action: what it shows, whose it is, and where it is kept."""
    if record.row.evidence is None:
        return ()
    found = restore_evidence(record.row.evidence)
    wanted = restore_predicate(record.row.done_when).says
    return (
        _shown(found),
        say("Asked for: {wanted}", wanted=wanted),
        say(
            "From {owner}, {replace}",
            owner=record.owner.name,
            replace=found.source.replace(":", " "),
        ),
    )


def _shown(found: Evidence) -> str:
    if found.kind is EvidenceKind.CONFIRMED_QUANTITY:
        by = say(" by {day}", day=formats.day(found.by)) if found.by else ""
        return say("{found} confirmed{by}", found=_amount(found), by=by)
    if found.kind is EvidenceKind.SIGNED_NUMBER:
        return say("The number {found}, signed by name", found=_amount(found))
    if found.kind is EvidenceKind.FILE:
        return f"A file, hash {(found.sha256 or '')[:16]}"
    return say("A statement signed by name")


def _amount(found: Evidence) -> str:
    return formats.NONE if found.quantity is None else formats.as_given(found.quantity)
