"""The letter that confirms what a mail decided, and what it sets off."""

from gates.brief import Brief
from gates.gate import Verb
from gates.letter_kinds import Kind
from graphs.letters import Wording, Written, write
from graphs.tools import Tools
from mail import views
from mail.views import Reader, View
from store.people import Addressee
from store.tables.gates import DecisionRow, RequestRow

VERDICTS = {
    Verb.APPROVE: "approved",
    Verb.APPROVE_WITH_CHANGES: "approved with changes",
    Verb.REQUEST_CHANGES: "asked for changes",
    Verb.REJECT: "rejected",
    Verb.DISSENT: "dissented",
}


def recorded(
    tools: Tools,
    request: RequestRow,
    brief: Brief,
    decision: DecisionRow,
    to: Addressee,
    key: str,
) -> Written:
    verdict = VERDICTS[Verb(decision.verb)]
    chosen = brief.option(decision.choice).name if decision.choice else ""
    window = request.ruled.undo_window

    def view(reader: Reader, words: tuple[str, ...]) -> View:
        return views.DecisionRecorded(
            reader=reader,
            words=words,
            path=f"/requests/{request.id}",
            question=request.question,
            verdict=f"{verdict} ({chosen})" if chosen else verdict,
            by=to.name,
            at=decision.decided_at,
            reason=decision.reason,
            effects=_effects(brief, decision),
            withdraw_until=decision.decided_at + window if window else None,
        )

    facts = {"question": request.question, "choice": chosen or verdict}
    return write(
        tools,
        case_id=request.case_id,
        to=to,
        key=key,
        wording=Wording(kind=Kind.REPLY_DECIDED, facts=facts),
        view=view,
        answerable=False,
    )


def _effects(brief: Brief, decision: DecisionRow) -> tuple[str, ...]:
    """What an approval sets off, as the brief listed it; any other answer sets off nothing."""
    if Verb(decision.verb) is not Verb.APPROVE:
        return ()
    mine = (one for one in brief.sets_off if one.option in {None, decision.choice})
    return tuple(", ".join(part for part in (one.text, one.who, one.when) if part) for one in mine)
