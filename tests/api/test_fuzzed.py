"""The whole API under made-up calls, signed in as each role: nothing breaks, all is as described.

Schemathesis draws calls from `/api/v1/openapi.json`, as described and in other ways, and holds
every answer against it.
"""

import json
from collections import Counter
from math import ceil
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.generation.case import Case
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.v1.application import AT
from gates.people import Role
from tests.api.doors import signed_in_as
from tests.api.stage_web import Stage, ask, decided, furnish
from tests.api.test_api import token

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
AnyCase = Case[Any]
PROGRAM, NOBODY = "a program", "nobody"
CALLERS = (*(role.value for role in Role), PROGRAM, NOBODY)
LONG = 160
"""Calls of each caller: 15 of them, so 2,400 in all."""
SHORT = 40


class Fuzz:
    """Calls of one caller about a company that has one of each."""

    def __init__(self, stage: Stage, caller: str) -> None:
        self._stage = stage
        furnish(stage)
        first, second = ask(stage), ask(stage)
        self._decisions = [str(decided(stage, second))]
        self._requests = [str(first), str(second)]
        self._headers = self._as(caller)
        self._is_nobody = caller == NOBODY
        self._tags = [
            stage.client.get(f"{AT}/requests/{one}", headers=self._headers).headers.get("etag", "")
            for one in self._requests
        ]
        said = stage.client.get(f"{AT}/openapi.json").json()
        self.schema = openapi.from_dict(said)
        self.schema.config.update(base_url=f"{stage.office.settings.base_url}{AT}")
        self.operations = {one.label: one for one in operations(self.schema)}
        self.answers: Counter[tuple[str, int]] = Counter()

    def _as(self, caller: str) -> dict[str, str]:
        client = self._stage.client
        if caller == PROGRAM:
            return {"Authorization": f"Bearer {token(self._stage)}"}
        if caller == NOBODY:
            client.cookies.clear()
        elif caller == Role.COO.value:
            self._stage.sign_in("ines")
        else:
            signed_in_as(self._stage, self._stage.company_id, Role(caller))
        return {}

    def call(self, case: AnyCase, known: int, which: int) -> None:
        """Made as drawn, or mostly about things that are there."""
        self._pretend_to_know(case, known, which)
        if not self._is_nobody:
            case.headers.pop("authorization", None)
        said = case.as_transport_kwargs(headers=self._headers)
        said.pop("cookies", None)
        if isinstance(said.get("data"), bytes):
            said["content"] = said.pop("data")
        answer = self._stage.client.request(**said)
        case.validate_response(answer, checks=CHECKS)
        self.answers[case.operation.label, answer.status_code] += 1

    def _pretend_to_know(self, case: AnyCase, known: int, which: int) -> None:
        if known > 0 and "request_id" in case.path_parameters:
            case.path_parameters["request_id"] = self._requests[which]
        if known > 0 and "thread" in case.path_parameters:
            case.path_parameters["thread"] = f"{self._requests[which]}.{self._tags[which][1:-1]}"
        if known > 1 and case.method == "POST":
            case.headers["if-match"] = self._tags[which]
            case.headers.setdefault("idempotency-key", "a key")


def operations(schema: BaseSchema) -> list[Any]:
    found: list[Any] = list(schema.get_all_operations())
    return [one.ok() for one in found]


def weight(operation: Any) -> int:
    """More calls of what takes more."""
    asks: bool = operation.method == "post"
    return 1 + 4 * asks + bool(operation.path_parameters)


def run(fuzz: Fuzz, calls: int) -> None:
    """At least so many calls, some of every operation."""
    whole = sum(map(weight, fuzz.operations.values()))
    for one in fuzz.operations.values():
        call_often(fuzz, one, ceil(calls * weight(one) / whole))


def call_often(fuzz: Fuzz, operation: Any, calls: int) -> None:
    made = st.one_of([operation.as_strategy(mode) for mode in GenerationMode])

    @settings(
        max_examples=calls,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(case=made, known=st.sampled_from([2, 2, 2, 1, 0]), which=st.integers(0, 1))
    def every(case: AnyCase, known: int, which: int) -> None:
        fuzz.call(case, known, which)

    every()


@pytest.mark.long
@pytest.mark.parametrize("caller", CALLERS)
def test_no_call_breaks_anything(stage: Stage, caller: str) -> None:
    fuzz = Fuzz(stage, caller)
    run(fuzz, LONG)
    assert fuzz.answers.total() >= LONG
    assert {operation for operation, _ in fuzz.answers} == set(fuzz.operations)


def test_few_calls_break_nothing(stage: Stage) -> None:
    """A glance at what `make test-long` looks into."""
    fuzz = Fuzz(stage, Role.COO.value)
    run(fuzz, SHORT)
    assert fuzz.answers.total() >= SHORT
    assert {status for _, status in fuzz.answers} >= {200, 422}


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "\u202e\ufffe"], ids=ascii)
def test_no_text_breaks_an_answer(stage: Stage, text: str) -> None:
    request_id = ask(stage)
    client = stage.sign_in("ines")
    etag = client.get(f"{AT}/requests/{request_id}").headers["etag"]
    headers = {"If-Match": etag, "Idempotency-Key": "k", "Content-Type": "application/json"}
    for field in ("reason", "choice", "seat"):
        body = json.dumps({"verb": "approve", "choice": "build_early"} | {field: text})
        at = f"{AT}/requests/{request_id}/decisions"
        assert client.post(at, content=body, headers=headers).status_code < 500, field
    form = {"verb": "approve", "choice": "build_early", "reason": text.encode("utf-8", "replace")}
    form |= {"brief_sha256": etag.strip('"'), "decision_id": str(uuid4())}
    assert client.post(f"/requests/{request_id}/decisions", data=form).status_code < 500


@pytest.mark.parametrize(
    "path",
    ["/inputs/{huge}", "/actions/{huge}", "/replies/{huge}", "/search?q=%00", "/people/a%00"],
)
def test_no_address_breaks_a_page(stage: Stage, path: str) -> None:
    client = stage.sign_in("ines")
    assert client.get(path.format(huge=10**20)).status_code in {200, 404}
