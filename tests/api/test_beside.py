"""What people do around a request that decides nothing: look, take on, draft, search."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from starlette.testclient import TestClient

from api.app import create_app
from gates.catalogue import REVIEW, TRADE_OFF
from runtime.commenting import comment
from runtime.deciding import Answer
from store.tables.gates import RequestRow
from store.tables.ledger import LedgerEventRow
from tests import stage as stages
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, decided, move
from tests.forms import form_to


def told(stage: Stage, kind: str) -> int:
    with stage.office.sessions(stage.company_id) as session:
        return session.query(LedgerEventRow).filter_by(kind=kind).count()


def sha_of(stage: Stage, request_id: UUID) -> str:
    with stage.office.sessions(stage.company_id) as session:
        return session.get_one(RequestRow, request_id).brief_sha256


def look(stage: Stage, request_id: UUID, person: str, **said: str) -> None:
    said = said or {"shown": sha_of(stage, request_id)}
    answer = stage.sign_in(person).post(f"/requests/{request_id}/looks", data=said)
    assert answer.status_code == 204


def later(stage: Stage, by: timedelta) -> TestClient:
    """The same browser, that much later."""
    app = create_app(replace(stage.office, now=lambda: stages.NOW + by))
    client = TestClient(app, base_url=stage.office.settings.base_url, follow_redirects=False)
    client.cookies = stage.client.cookies
    client.headers["Sec-Fetch-Site"] = "same-origin"
    return client


def test_a_look_is_on_the_record_once_a_version(stage: Stage) -> None:
    request_id = ask(stage)
    look(stage, request_id, "ines")
    look(stage, request_id, "ines")
    look(stage, request_id, "ines", shown="f" * 64)
    assert told(stage, "looked_at") == 1, "a version it never had is no look"
    move(stage, request_id, replace(BRIEF, subject="moved"))
    look(stage, request_id, "ines")
    assert told(stage, "looked_at") == 2


def test_who_is_looking_is_said_to_the_others_until_they_leave(stage: Stage) -> None:
    request_id = ask(stage, REVIEW)
    look(stage, request_id, "marta")
    page = f"/requests/{request_id}"
    assert "Marta Lindqvist is looking at this." in stage.sign_in("ines").get(page).text
    assert "Marta Lindqvist is looking at this." in stage.sign_in("jonas").get("/inbox").text
    marta = stage.sign_in("marta")
    assert "is looking at this" not in marta.get(page).text + marta.get("/inbox").text
    look(stage, request_id, "marta", gone="1")
    assert "is looking at this" not in stage.sign_in("jonas").get("/inbox").text
    assert "is looking at this" not in stage.sign_in("ines").get(page).text
    look(stage, request_id, "marta")
    silent = later(stage, timedelta(seconds=61))
    assert "is looking at this" not in silent.get(page).text


def test_one_takes_it_on_and_the_others_know(stage: Stage) -> None:
    request_id = ask(stage, REVIEW)
    page = f"/requests/{request_id}"
    marta = stage.sign_in("marta")
    assert "The others see that you are on it." in marta.get(f"{page}/moves/claim").text
    assert marta.post(f"{page}/claims").status_code == 303
    assert marta.post(f"{page}/claims").status_code == 303, "twice is once"
    assert told(stage, "claimed") == 1
    assert "You took this on" in marta.get("/inbox").text
    jonas = stage.sign_in("jonas")
    assert "Marta Lindqvist took this on" in jonas.get("/inbox").text
    assert "Marta Lindqvist took this on just now." in jonas.get(page).text
    refused = jonas.post(f"{page}/claims")
    assert refused.status_code == 409
    assert "It is Marta Lindqvist." in refused.text
    stage.sign_in("marta").post(f"{page}/claims/ended")
    assert stage.sign_in("jonas").post(f"{page}/claims").status_code == 303


def test_who_has_no_seat_takes_nothing_on(stage: Stage) -> None:
    request_id = ask(stage, REVIEW)
    assert stage.sign_in("henrik").post(f"/requests/{request_id}/claims").status_code == 403


def test_what_moved_since_one_looked_is_shown_to_oneself(stage: Stage) -> None:
    request_id = ask(stage)
    look(stage, request_id, "ines")
    changed = replace(BRIEF, stake=replace(BRIEF.stake, headline="€240k margin"))
    move(stage, request_id, changed)
    page = f"/requests/{request_id}"
    assert "Changed since you last looked" in stage.sign_in("ines").get(page).text
    assert "Changed since you last looked" not in stage.sign_in("henrik").get(page).text
    look(stage, request_id, "ines")
    assert "Changed since you last looked" in stage.client.get(page).text, "it is still new"
    after = later(stage, timedelta(minutes=70)).get(page).text
    assert "Changed since you last looked" not in after


def test_a_draft_waits_on_another_device_and_goes_when_it_is_sent(stage: Stage) -> None:
    request_id = ask(stage)
    page = f"/requests/{request_id}"
    kept = stage.sign_in("ines").post(
        f"{page}/drafts", data={"form": "approve", "reason": "Only if the syrup is"}
    )
    assert kept.headers["location"] == page
    another = stage.sign_in("ines").get(f"{page}?confirm=approve&choice=build_early").text
    assert "Only if the syrup is</textarea>" in another
    assert "Only if the syrup" not in stage.client.get(f"{page}?confirm=reject").text
    theirs = stage.sign_in("henrik").get(f"{page}?confirm=approve&choice=build_early").text
    assert "Only if the syrup" not in theirs
    form = form_to(another, "/decisions")
    stage.sign_in("ines").post(form[0], data=form[1] | {"reason": "Only if it is confirmed."})
    move_form = stage.client.get(f"{page}/moves/comment").text
    assert "Only if the syrup" not in move_form


def test_a_comments_draft_is_kept_and_gone_once_said(stage: Stage) -> None:
    request_id = ask(stage)
    page, client = f"/requests/{request_id}", stage.sign_in("ines")
    quiet = {"form": "comment", "text": "I wonder", "quiet": "1"}
    assert client.post(f"{page}/drafts", data=quiet).status_code == 204
    shown = client.get(f"{page}/moves/comment").text
    assert "I wonder</textarea>" in shown
    form = form_to(shown, "/comments")
    client.post(form[0], data=form[1] | {"text": "I wonder why."})
    assert "I wonder</textarea>" not in client.get(f"{page}/moves/comment").text


def test_a_view_is_kept_shared_and_let_go(stage: Stage) -> None:
    ask(stage)
    ines = stage.sign_in("ines")
    page = ines.get("/inbox?order=stake&tier=high").text
    form = form_to(page, "/inbox/views")
    sent = ines.post(form[0], data=form[1] | {"name": "Large first", "shared": "yes"})
    assert sent.headers["location"] == "/inbox?order=stake&tier=high"
    assert "Large first" in stage.sign_in("ines").get("/inbox").text, "on another device too"
    others = stage.sign_in("marta").get("/inbox?order=stake&tier=high").text
    assert "Large first" in others
    assert "Let it go" not in others
    mine = stage.sign_in("ines").get("/inbox?order=stake&tier=high").text
    drop = form_to(mine, "/dropped")
    stage.sign_in("marta").post(drop[0], data=drop[1])
    assert "Large first" in stage.sign_in("ines").get("/inbox").text, "only its owner lets it go"
    stage.client.post(drop[0], data=drop[1])
    assert "Large first" not in stage.client.get("/inbox").text


def test_who_wants_goes_on_to_what_waits_next(stage: Stage) -> None:
    first, second = ask(stage), ask(stage)
    client = stage.sign_in("ines")
    account = form_to(client.get("/account").text, "/advances")
    client.post(account[0], data=account[1])
    asked = f"/requests/{first}?confirm=approve&choice=build_early"
    page = stage.sign_in("ines").get(asked).text
    form = form_to(page, "/decisions")
    onwards = stage.client.post(form[0], data=form[1]).headers["location"]
    assert onwards.startswith(f"/requests/{second}?after=")
    opened = stage.client.get(onwards).text
    assert "Recorded: Approved" in opened
    assert "Recorded:" not in stage.sign_in("henrik").get(onwards).text
    page = stage.sign_in("ines").get(f"/requests/{second}?confirm=approve&choice=build_early").text
    form = form_to(page, "/decisions")
    last = stage.client.post(form[0], data=form[1]).headers["location"]
    assert last.startswith("/decisions/"), "nothing waits any more"


def test_words_are_found_wherever_they_stand(stage: Stage) -> None:
    request_id = ask(stage)
    ask(stage, TRADE_OFF, replace(BRIEF, question="Move the granola build?"))
    whom = Answer(company_id=stage.company_id, person_key="ines", request_id=request_id)
    comment(stage.office, whom, "The Antwerp supplier called.", comment_id=UUID(int=9))
    decided(stage, request_id)
    client = stage.sign_in("ines")
    for query, where in (
        ("antw", "a comment"),
        ("Moreau antwerp", "a comment, who decides"),
        ("oat syrup", "the brief and its evidence"),
    ):
        page = client.get("/search", params={"q": query}).text
        assert f"/requests/{request_id}" in page, query
        assert where in page, query
    for nothing in ("antwerp zebra", "", "'&|!"):
        page = client.get("/search", params={"q": nothing}).text
        assert f"/requests/{request_id}" not in page, nothing
    assert "Move the granola build?" in client.get("/search?q=granola%20build").text


def test_what_concerns_somebody_else_is_found_by_nobody_else(stage: Stage) -> None:
    request_id = ask(stage)
    assert f"/requests/{request_id}" in stage.sign_in("ines").get("/search?q=oat").text
    assert f"/requests/{request_id}" not in stage.sign_in("priya").get("/search?q=oat").text
    other = stages.set_up_company(stage.office)
    stranger = Stage(office=stage.office, company_id=other, client=stage.client)
    assert f"/requests/{request_id}" not in stranger.sign_in("ines").get("/search?q=oat").text


def test_a_version_keeps_its_address(stage: Stage) -> None:
    request_id = ask(stage)
    page, client = f"/requests/{request_id}", stage.sign_in("ines")
    assert "This is version" not in client.get(page).text, "there is but one"
    before = BRIEF.stake.headline
    move(stage, request_id, replace(BRIEF, stake=replace(BRIEF.stake, headline="€240k margin")))
    now = client.get(page).text
    assert "This is version 2." in now
    assert f"{page}?v=1" in now
    first = client.get(f"{page}?v=1").text
    assert "This is past: version 1 of 2" in first
    assert before in first
    assert "€240k margin" not in first
    assert "confirm=approve" not in first, "nothing is answered there"
    short = client.get(f"/d/{str(request_id)[:8]}?v=1").headers["location"]
    assert short == f"{page}?v=1"
    assert "This is past" not in client.get(f"{page}?v=2").text
    for wrong in ("3", "0", "x", "1%202"):
        assert client.get(f"{page}?v={wrong}").status_code == 404, wrong
