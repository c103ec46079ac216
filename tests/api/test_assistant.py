"""An assistant asks by the protocol's own client; it reads for its person and can do nothing."""

import json
from typing import Any

import anyio
import httpx2
import pytest
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client

from api.assistant.tools import TOOLS, UNTRUSTED
from tests import stage as stages
from tests.api.stage_web import Stage, ask, furnish
from tests.api.test_api import token
from tests.api.test_reading import everything
from tests.browser.serving import served


def asked(
    stage: Stage, said: str, *calls: tuple[str, dict[str, str]]
) -> tuple[list[str], list[Any]]:
    """The tools a real client finds, and what it is answered."""

    async def converse(address: str) -> tuple[list[str], list[Any]]:
        headers = {"Authorization": f"Bearer {said}"}
        async with httpx2.AsyncClient(headers=headers) as wire:
            transport = streamable_http_client(address, http_client=wire)
            async with Client(transport) as client:
                found = [tool.name for tool in (await client.list_tools()).tools]
                return found, [await client.call_tool(*call) for call in calls]

    with served(stage.office) as base_url:
        return anyio.run(converse, f"{base_url}/api/v1/mcp")


def test_the_protocols_own_client_reads_what_waits(stage: Stage) -> None:
    request_id = str(ask(stage))
    calls: tuple[tuple[str, dict[str, str]], ...] = (
        ("list_my_decisions", {}),
        ("get_decision_brief", {"id": request_id}),
        ("get_decision_brief", {"id": "nonsense"}),
        ("search", {"query": "oat bars"}),
        ("list_my_actions", {}),
    )
    found, answers = asked(stage, token(stage), *calls)
    assert found == list(TOOLS)
    mine, brief, refused, hits, _ = answers
    assert mine.content[0].text == UNTRUSTED
    (waiting,) = json.loads(mine.content[1].text)["waiting"]
    assert waiting["id"] == request_id
    assert waiting["page"].endswith(f"/requests/{request_id}")
    assert "Oat Bars" in json.loads(brief.content[1].text)["brief"]["question"]
    assert refused.is_error
    assert [one["id"] for one in json.loads(hits.content[1].text)["found"]] == [request_id]


def call(stage: Stage, said: str, method: str, **given: Any) -> Any:
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": given}
    headers = {"Authorization": f"Bearer {said}"} if said else {}
    stage.client.headers.pop("Sec-Fetch-Site", None)
    return stage.client.post("/api/v1/mcp", json=message, headers=headers)


def test_it_reads_its_own_persons_matters_and_company_only(stage: Stage) -> None:
    request_id = str(ask(stage))
    furnish(stage)
    jonas = call(stage, token(stage, "jonas"), "tools/call", name="list_my_decisions", arguments={})
    assert request_id not in jonas.text
    marta = call(stage, token(stage, "marta"), "tools/call", name="list_my_actions", arguments={})
    assert "Place the expedite order" in marta.text
    other = stages.set_up_company(stage.office)
    stranger = token(Stage(office=stage.office, company_id=other, client=stage.client))
    brief = {"name": "get_decision_brief", "arguments": {"id": request_id}}
    assert call(stage, stranger, "tools/call", **brief).json()["result"]["isError"]


def test_nobody_speaks_without_a_token_not_even_a_signed_in_browser(stage: Stage) -> None:
    assert call(stage, "", "tools/list").status_code == 401
    stage.sign_in("ines")
    assert call(stage, "", "tools/list").status_code == 401


def test_whatever_is_called_nothing_changes(stage: Stage) -> None:
    ids = [str(ask(stage)), "", "x" * 10_000]
    said = token(stage)
    call(stage, said, "tools/list")
    before = everything(stage)
    methods = ["initialize", "ping", "tools/list", "server/discover", "resources/list", "nonsense"]
    assert {call(stage, said, method).status_code for method in methods} == {200}
    names = [*TOOLS, "decide", "approve", "record_ballot"]
    given: list[Any] = [{}, *({"id": one} for one in ids), {"query": "a"}, {"id": 7}, ["x"], None]
    for name in names:
        for arguments in given:
            answer = call(stage, said, "tools/call", name=name, arguments=arguments)
            assert answer.status_code == 200
    assert everything(stage) == before


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b'{"method":7}', b"\xff", b"null"])
def test_what_is_no_message_is_told_so(stage: Stage, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {token(stage)}", "Content-Type": "application/json"}
    answer = stage.client.post("/api/v1/mcp", content=body, headers=headers)
    assert answer.status_code == 200
    assert answer.json()["error"]["code"] in {-32700, -32600}


def test_every_tool_only_reads() -> None:
    assert all(tool.described()["annotations"]["readOnlyHint"] for tool in TOOLS.values())
    assert {name.partition("_")[0] for name in TOOLS} == {"list", "get", "search"}
