"""agent-inbox reads what waits and its answers are decisions of the signed-in person."""

from dataclasses import replace
from typing import Any

import pytest

from api.v1.threads import HumanResponse, Said, said_by
from gates.catalogue import EXECUTIVE_LOCK, REVIEW
from gates.gate import Verb
from tests.api.examples import BRIEF
from tests.api.stage_web import Stage, ask, decided, move
from tests.api.test_api import token
from tests.api.test_deciding import decisions

AT = "/api/v1/agent-inbox/threads"


def waiting(stage: Stage, **said: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stage.client.post(f"{AT}/search", json=said).json()
    return found


def interrupt(thread: dict[str, Any]) -> dict[str, Any]:
    """As agent-inbox takes it out of a thread: the value of the first, a list of one."""
    (every,) = thread["interrupts"].values()
    (one,) = every[0]["value"]
    return dict(one)


def resume(stage: Stage, thread: dict[str, Any], type_: str, args: Any, *, way: str = "") -> Any:
    body = {"assistant_id": "sopwith", "command": {"resume": [{"type": type_, "args": args}]}}
    return stage.client.post(f"{AT}/{thread['thread_id']}/runs{way}", json=body)


def test_what_waits_is_read_as_an_interrupt(stage: Stage) -> None:
    request_id = ask(stage)
    stage.sign_in("ines")
    (thread,) = waiting(stage, limit=10, offset=0, status="interrupted")
    assert thread["status"] == "interrupted"
    asked = interrupt(thread)
    assert asked["action_request"] == {"action": BRIEF.question, "args": {"choice": "build_early"}}
    allowed = {"allow_accept": True, "allow_edit": True, "allow_respond": True}
    assert asked["config"] == allowed | {"allow_ignore": False}
    for said in (BRIEF.stake.headline, BRIEF.silence.headline, f"/requests/{request_id}"):
        assert said in asked["description"]
    for option in BRIEF.options:
        assert f"`{option.key}`: {option.name}" in asked["description"]
    assert stage.client.get(f"{AT}/{thread['thread_id']}").json() == thread
    assert waiting(stage, metadata={"graph_id": "another"}) == []
    assert waiting(stage, offset=1) == []


def test_accepting_and_editing_approve_as_the_person(stage: Stage) -> None:
    for _ in range(2):
        ask(stage)
    stage.sign_in("ines")
    first, second = waiting(stage)
    asked = interrupt(first)["action_request"]
    made, again = (resume(stage, first, "accept", asked) for _ in range(2))
    assert (made.status_code, made.json()) == (200, again.json())
    other = {"action": asked["action"], "args": {"choice": "lower"}}
    heard = resume(stage, second, "edit", other, way="/stream")
    assert heard.headers["content-type"].startswith("text/event-stream")
    assert heard.text.endswith("event: end\ndata: null\n\n")
    assert {(one.verb, one.choice) for one in decisions(stage)} == {
        ("approve", "build_early"),
        ("approve", "lower"),
    }
    assert waiting(stage) == []
    assert {one["thread_id"] for one in waiting(stage, status="idle")} == {
        first["thread_id"],
        second["thread_id"],
    }


def test_words_ask_for_changes_reject_or_dissent(stage: Stage) -> None:
    for _ in range(2):
        ask(stage)
    stage.sign_in("ines")
    first, second = waiting(stage)
    assert resume(stage, first, "response", "Use the October rates.").status_code == 200
    refused = resume(stage, second, "response", "Reject: not now.")
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:sopwith:not-offered")
    assert [(one.verb, one.reason) for one in decisions(stage)] == [
        ("request_changes", "Use the October rates.")
    ]
    ask(stage, REVIEW)
    stage.sign_in("marta")
    (review,) = waiting(stage)
    assert resume(stage, review, "response", "It sells itself.").status_code == 422
    assert resume(stage, review, "response", "limit: it sells itself.").status_code == 200
    (dissent,) = (one for one in decisions(stage) if one.verb == "dissent")
    assert (dissent.choice, dissent.reason) == ("limit", "it sells itself.")


def test_a_word_at_the_beginning_rejects_where_a_gate_lets_it() -> None:
    said = HumanResponse(type="response", args="Reject: not now. ")
    assert said_by(said, EXECUTIVE_LOCK, BRIEF) == Said(verb=Verb.REJECT, reason="not now.")


@pytest.mark.parametrize(
    ("type_", "args", "status"),
    [
        ("ignore", None, 422),
        ("edit", {"action": "x", "args": {"choice": "nonsense"}}, 422),
        ("response", "", 422),
        ("accept", {"action": "x", "args": {"choice": ["a", "list"]}}, 422),
    ],
)
def test_what_is_no_answer_decides_nothing(
    stage: Stage, type_: str, args: Any, status: int
) -> None:
    ask(stage)
    stage.sign_in("ines")
    (thread,) = waiting(stage)
    assert resume(stage, thread, type_, args).status_code == status
    assert stage.client.post(f"{AT}/{thread['thread_id']}/state", json={}).status_code == 403
    assert decisions(stage) == []


def test_an_answer_is_about_what_its_thread_showed(stage: Stage) -> None:
    request_id = ask(stage)
    stage.sign_in("ines")
    (thread,) = waiting(stage)
    move(stage, request_id, replace(BRIEF, question="Another question?"))
    refused = resume(stage, thread, "accept", None)
    assert refused.status_code == 412
    (now,) = waiting(stage)
    assert refused.json()["current"] == now["thread_id"] != thread["thread_id"]
    bare = dict(thread, thread_id=str(request_id))
    assert resume(stage, bare, "accept", None).status_code == 412
    assert decisions(stage) == []


def test_a_key_reads_and_never_answers(stage: Stage) -> None:
    ask(stage)
    key = {"x-api-key": token(stage)}
    del stage.client.headers["Sec-Fetch-Site"]  # a program comes from no site
    found = stage.client.post(f"{AT}/search", json={}, headers=key).json()
    body = {"command": {"resume": [{"type": "accept"}]}}
    for way in ("runs", "runs/stream", "state"):
        at = f"{AT}/{found[0]['thread_id']}/{way}"
        assert stage.client.post(at, json=body, headers=key).status_code == 403
        own = key | {"Sec-Fetch-Site": "same-origin"}
        assert stage.client.post(at, json=body, headers=own).status_code == 403
    foreign = {"Sec-Fetch-Site": "cross-site"}
    stage.sign_in("ines")
    at = f"{AT}/{found[0]['thread_id']}/runs"
    assert stage.client.post(at, json=body, headers=foreign).status_code == 403
    assert decisions(stage) == []


def test_somebody_elses_matter_is_not_answered(stage: Stage) -> None:
    request_id = ask(stage)
    stage.sign_in("jonas")
    assert waiting(stage) == []
    decided(stage, request_id)
    stage.sign_in("ines")
    (thread,) = waiting(stage, status="idle")
    assert resume(stage, thread, "response", "Too late.").status_code == 409
    stage.sign_in("jonas")
    assert resume(stage, thread, "accept", None).status_code == 403
