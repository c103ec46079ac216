"""Sessions end by themselves, by their owner and by an admin; their tokens don't stay the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from runtime.office import Office
from runtime.signing_in import open_session, prove_again, signed_in
from store import ledger
from store.tables.accounts import WebSessionRow
from store.tables.people import PersonRow
from tests import stage as stages
from tests.api.stage_web import Stage

HOUR = timedelta(hours=1)


def later(stage: Stage) -> Callable[[timedelta], Office]:
    return lambda by: replace(stage.office, now=lambda: stages.NOW + by)


def test_left_alone_it_ends_and_looked_at_it_lasts(stage: Stage) -> None:
    after = later(stage)
    ines = stage.person_id("ines")
    alone, used = (open_session(after(timedelta(0)), ines) for _ in range(2))
    for hours in (1, 2, 3):
        assert signed_in(after(hours * HOUR), used)
    assert not signed_in(after(2 * HOUR), alone)
    assert signed_in(after(2 * HOUR - timedelta(seconds=1)), alone), "a minute before it does last"


def test_it_ends_after_half_a_day_however_much_it_is_used(stage: Stage) -> None:
    after = later(stage)
    token = open_session(after(timedelta(0)), stage.person_id("ines"))
    for hours in range(1, 12):
        assert signed_in(after(hours * HOUR), token), hours
    assert not signed_in(after(12 * HOUR), token)


def test_proving_again_changes_the_token(stage: Stage) -> None:
    ines = stage.person_id("ines")
    token = open_session(stage.office, ines)
    fresh = prove_again(stage.office, token, ines)
    assert fresh
    assert fresh != token
    assert not signed_in(stage.office, token)
    assert signed_in(stage.office, fresh)


def test_signing_in_ends_what_the_browser_had(stage: Stage) -> None:
    person = stage.person_id("ines")
    stage.client.post("/sign-in", data={"person_id": person})
    first = stage.client.cookies["sopwith_session"]
    stage.client.post("/sign-in", data={"person_id": person})
    assert stage.client.cookies["sopwith_session"] != first
    assert not signed_in(stage.office, first)


def browsers(stage: Stage) -> list[str]:
    """Ines on three browsers; the last is the client's."""
    ines = stage.person_id("ines")
    tokens = [open_session(stage.office, ines, browser="Firefox/140 Windows") for _ in range(2)]
    stage.sign_in("ines")
    return [*tokens, stage.client.cookies["sopwith_session"]]


@pytest.mark.parametrize(
    ("which", "left"),
    [("others", [2]), ("everywhere", []), ("", [0, 1, 2]), ("nonsense", [0, 1, 2])],
)
def test_signing_out_of_others_and_everywhere(stage: Stage, which: str, left: list[int]) -> None:
    tokens = browsers(stage)
    page = stage.client.get("/account").text
    assert page.count("Firefox on Windows") == 4, "a name and what a screen reader hears, twice"
    assert "(this one)" in page
    stage.client.post("/account/sign-out", data={"which": which})
    assert [n for n, token in enumerate(tokens) if signed_in(stage.office, token)] == left


def test_one_browser_is_signed_out_and_never_anothers(stage: Stage) -> None:
    tokens = browsers(stage)
    jonas = open_session(stage.office, stage.person_id("jonas"))
    with stage.office.unfenced() as session:
        rows = session.query(WebSessionRow).order_by(WebSessionRow.opened_at)
        digests = [row.token_sha256 for row in rows]
    for which in (digests[0], digests[-1]):
        stage.client.post("/account/sign-out", data={"which": which})
    assert [bool(signed_in(stage.office, token)) for token in tokens] == [False, True, True]
    assert signed_in(stage.office, jonas)


def test_an_admin_ends_all_sessions_of_somebody_on_the_record(stage: Stage) -> None:
    tokens = [open_session(stage.office, stage.person_id("jonas")) for _ in range(2)]
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="ines").one().role = "admin"
    client = stage.sign_in("ines")
    assert "Sign Jonas Weber out everywhere" in client.get("/people/jonas").text
    assert client.post("/people/jonas/sign-out").status_code == 303
    assert not any(signed_in(stage.office, token) for token in tokens)
    with stage.office.sessions(stage.company_id) as session:
        *_, last = ledger.links(session, stage.company_id)
    assert b'"kind":"signed_out_everywhere"' in last.content
    assert b'"browsers":2' in last.content
    assert "Sign Jonas Weber out" not in stage.sign_in("marta").get("/people/jonas").text
