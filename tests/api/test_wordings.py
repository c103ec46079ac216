"""A model's words reach a letter only after the S&OP lead has seen and taken them."""

from dataclasses import replace
from typing import Any

import pytest

from agents.ask import BuiltIn
from agents.reading_values import Provenance
from agents.wording import DraftRequest, Offer, template_text
from gates.letter_kinds import Kind
from graphs.letters import Wording, Written, write
from graphs.posting import Sending, hold
from mail.views import InputReminder
from store import cases, people
from store.tables.ledger import LedgerEventRow
from store.tables.wordings import WordingRow
from tests.api.stage_web import Stage, furnish
from tests.api.test_reading import own_cycle
from tests.stage import NOW, case_row

OTHER = "A kind word: {{WHAT}} is expected {{DUE}}. If it is already sent, please ignore this."
SEEN = "A kind word: the forecast is expected Thu 5 Nov."


class Offering(BuiltIn):
    """A model that always has other words for a reminder."""

    def offer(self, request: DraftRequest) -> Offer | None:
        if request.kind is not Kind.INPUT_REMINDER:
            return None
        by = Provenance(provider="model", model="small", prompt_sha256="ab" * 32)
        return Offer(text=OTHER, template=template_text(request), provenance=by)


@pytest.fixture
def offering(stage: Stage) -> Stage:
    furnish(stage)
    with stage.office.sessions(stage.company_id) as session:
        cases.open_case(
            session, case_row(stage.office, stage.company_id, f"cycle:{own_cycle(stage)}")
        )
    return replace(stage, office=replace(stage.office, language=Offering))


def remind(on: Stage, number: int) -> str:
    """One reminder, held as any letter is; its text."""
    tools, case = on.office.tools, f"cycle:{own_cycle(on)}"
    with on.office.sessions(on.company_id) as session:
        to = people.by_key(session, on.company_id, "marta")

    def view(reader: Any, words: tuple[str, ...]) -> InputReminder:
        return InputReminder(
            reader=reader,
            words=words,
            path="/i/x",
            cycle="November",
            what="the forecast",
            missing=("Iberia",),
            due=NOW,
            days_late=0,
            holds_up="The demand review",
        )

    facts = {"what": "the forecast", "due": "Thu 5 Nov", "holds_up": "x", "escalates_to": "y"}
    letter: Written = write(
        tools,
        case_id=case,
        to=to,
        key=f"{case}/reminder/{number}",
        wording=Wording(kind=Kind.INPUT_REMINDER, facts=facts),
        view=view,
    )
    with on.office.sessions(on.company_id) as session:
        sending = Sending(company_id=on.company_id, case_id=case, at=NOW)
        assert hold(tools, session, letter, sending)
    return letter.letter.text


def offered(on: Stage) -> WordingRow:
    with on.office.sessions(on.company_id) as session:
        return session.query(WordingRow).one()


def told(on: Stage) -> list[str]:
    with on.office.sessions(on.company_id) as session:
        rows = session.query(LedgerEventRow.kind).order_by(LedgerEventRow.seq)
        return [kind for (kind,) in rows if kind.startswith("wording_")]


def test_an_offer_waits_for_the_lead_while_letters_have_our_text(offering: Stage) -> None:
    assert SEEN not in remind(offering, 1)
    assert SEEN not in remind(offering, 2)
    assert told(offering) == ["wording_offered"]
    at = f"/wordings/{offered(offering).id}/verdict"
    lead = offering.sign_in("signe")
    assert "1 wording offered for our letters" in lead.get("/cycle").text
    page = lead.get("/wordings").text
    assert SEEN in page
    assert "A reminder: the forecast is due Thu 5 Nov." in page
    assert lead.post(at, data={"verdict": "taken"}).headers["location"] == "/wordings"
    assert SEEN in remind(offering, 3)
    assert "offered for our letters" not in lead.get("/cycle").text
    lead.post(at, data={"verdict": "left"})
    assert SEEN not in remind(offering, 4)
    lead.post(at, data={"verdict": "left"})
    assert told(offering) == ["wording_offered", "wording_taken", "wording_left"]


def test_nobody_else_settles_it(offering: Stage) -> None:
    remind(offering, 1)
    row = offered(offering)
    manager = offering.sign_in("ines")
    page = manager.get("/wordings").text
    assert SEEN in page
    assert "verdict" not in page
    answer = manager.post(f"/wordings/{row.id}/verdict", data={"verdict": "taken"})
    assert answer.status_code in {403, 422}
    assert "Only the S&amp;OP lead takes or leaves a wording." in answer.text
    lead = offering.sign_in("signe")
    assert (
        lead.post(f"/wordings/{row.id + 1}/verdict", data={"verdict": "taken"}).status_code == 404
    )
    assert lead.post(f"/wordings/{row.id}/verdict", data={"verdict": "x"}).status_code == 422
    assert offered(offering).state == "offered"
