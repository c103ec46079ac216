"""The ways to decide that are compared, behind one face."""

import http.client
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import local
from uuid import uuid4

from sqlalchemy.engine import URL

from benchmarks.bare import Bare
from benchmarks.noting import Notes
from runtime import database
from runtime.advancing import advance
from runtime.office import Office
from runtime.sweeping import start_case
from tests import stage

PORT = 8931


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to decide: opens paused cases, and submits the decision of one."""

    name: str
    workers: int
    open_cases: Callable[[int], list[str]]
    submit: Callable[[str], None]
    processes: Sequence[int]
    """Those that work on a decision, workers excepted."""


class Poster:
    """One kept connection a thread; the client should weigh little."""

    def __init__(self) -> None:
        self._mine = local()

    def post(self, path: str) -> None:
        if not hasattr(self._mine, "connection"):
            self._mine.connection = http.client.HTTPConnection("127.0.0.1", PORT)
        connection: http.client.HTTPConnection = self._mine.connection
        connection.request("POST", path)
        response = connection.getresponse()
        said = response.read()
        assert response.status == http.client.OK, said


def bare_ways(url: URL, notes: Notes, served_by: int) -> list[Way]:
    sync = Bare(database.plain(url), notes)
    quick = Bare(database.plain(url), notes, "exit")
    poster = Poster()
    return [
        Way(
            name="(a) bare resume",
            workers=0,
            open_cases=lambda count: _open(sync, count),
            submit=sync.decide,
            processes=[os.getpid()],
        ),
        Way(
            name="(b) route, in process",
            workers=0,
            open_cases=lambda count: _open(sync, count),
            submit=lambda case_id: poster.post(f"/sync/{case_id}"),
            processes=[served_by],
        ),
        Way(
            name="(b) with exit, may lose",
            workers=0,
            open_cases=lambda count: _open(quick, count),
            submit=lambda case_id: poster.post(f"/exit/{case_id}"),
            processes=[served_by],
        ),
    ]


def _open(bare: Bare, count: int) -> list[str]:
    ids = [f"bare:{uuid4()}" for _ in range(count)]
    for case_id in ids:
        bare.open_case(case_id)
    return ids


def our_ways(office: Office, company_id: int, served_by: int) -> list[Way]:
    asked: dict[str, str] = {}
    poster = Poster()

    def open_cases(count: int) -> list[str]:
        cases = [stage.case_row(office, company_id) for _ in range(count)]
        for case in cases:
            start_case(office, case)
            advance(office, case.id, company_id)
            request = stage.request_of(office, company_id, case.id)
            asked[case.id] = f"/ours/{company_id}/{request.id}/{request.brief_sha256}"
        return [case.id for case in cases]

    return [
        Way(
            name=f"ours, {workers} worker{'s' * (workers > 1)}",
            workers=workers,
            open_cases=open_cases,
            submit=lambda case_id: poster.post(asked[case_id]),
            processes=[served_by],
        )
        for workers in (1, 2)
    ]
