"""Which requests may change anything, and what every response tells the browser."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from api.security import Guard

BASE = "https://sopwith.example"


def answer(request: Request) -> PlainTextResponse:
    own = {"Cache-Control": "max-age=60"} if request.url.path == "/own" else {}
    return PlainTextResponse(request.state.nonce, headers=own)


@pytest.fixture
def client() -> TestClient:
    routes = [Route(path, answer, methods=["GET", "POST", "DELETE"]) for path in ("/", "/own")]
    return TestClient(Guard(Starlette(routes=routes), base_url=BASE), base_url=BASE)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 403, id="neither header"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 200, id="own page"),
        pytest.param({"Sec-Fetch-Site": "none"}, 200, id="typed by the person"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="other site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="sister domain"),
        pytest.param({"Origin": BASE}, 200, id="own origin"),
        pytest.param({"Origin": "https://evil.example"}, 403, id="other origin"),
        pytest.param({"Origin": "null"}, 403, id="hidden origin"),
        pytest.param({"Sec-Fetch-Site": "cross-site", "Origin": BASE}, 403, id="site beats origin"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_unsafe_requests(
    client: TestClient, method: str, headers: dict[str, str], status: int
) -> None:
    assert client.request(method, "/", headers=headers).status_code == status


def test_reading_needs_no_proof(client: TestClient) -> None:
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_foreign_host_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "rebound.example"}).status_code == 421


def test_headers(client: TestClient) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert f"'nonce-{answer.text}'" in policy
    assert "'unsafe-inline'" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_nonce_is_used_once(client: TestClient) -> None:
    assert client.get("/").text != client.get("/").text


def test_refusals_are_signed_too(client: TestClient) -> None:
    assert "Content-Security-Policy" in client.post("/").headers


def test_what_a_route_said_stands(client: TestClient) -> None:
    assert client.get("/own").headers["Cache-Control"] == "max-age=60"
