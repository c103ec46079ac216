"""The ways to decide that are compared, behind one face."""

import http.client
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import local
from types import MappingProxyType
from urllib.parse import urlencode
from uuid import UUID, uuid4

from sqlalchemy.engine import URL

from api.deps import COOKIE
from benchmarks.bare import Bare
from benchmarks.noting import Notes
from runtime import database
from runtime.advancing import advance
from runtime.office import Office
from runtime.signing_in import open_session
from runtime.sweeping import start_case
from store.tables.people import PersonRow
from tests import stage

PORT = 8931
SERVING_PORT = 8932
EMPTY: Mapping[str, str] = MappingProxyType({})
FORM = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Sec-Fetch-Site": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to decide: opens paused cases, and submits the decision of one."""

    name: str
    open_cases: Callable[[int], list[str]]
    submit: Callable[[str], None]
    working: Sequence[tuple[str, ...]] = ()
    """Processes with a worker in them, started for this way only: module and what it is given."""
    served_by: int | None = None
    """The process that is told, where it isn't one of those."""


class Poster:
    """One kept connection a thread; the client should weigh little."""

    def __init__(self, port: int, status: int = http.client.OK) -> None:
        self._port = port
        self._status = status
        self._mine = local()

    def post(self, path: str, body: str = "", headers: Mapping[str, str] = EMPTY) -> None:
        connection = self._connection()
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
        except ConnectionError:  # kept from a process that has ended since
            connection.close()
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
        said = response.read()
        assert response.status == self._status, said

    def _connection(self) -> http.client.HTTPConnection:
        if not hasattr(self._mine, "connection"):
            self._mine.connection = http.client.HTTPConnection("127.0.0.1", self._port)
        connection: http.client.HTTPConnection = self._mine.connection
        return connection


def bare_ways(url: URL, notes: Notes, served_by: int) -> list[Way]:
    sync = Bare(database.plain(url), notes)
    quick = Bare(database.plain(url), notes, "exit")
    poster = Poster(PORT)
    return [
        Way(
            name="(a) bare resume",
            open_cases=lambda count: _open(sync, count),
            submit=sync.decide,
            served_by=os.getpid(),
        ),
        Way(
            name="(b) route, in process",
            open_cases=lambda count: _open(sync, count),
            submit=lambda case_id: poster.post(f"/sync/{case_id}"),
            served_by=served_by,
        ),
        Way(
            name="(b) with exit, may lose",
            open_cases=lambda count: _open(quick, count),
            submit=lambda case_id: poster.post(f"/exit/{case_id}"),
            served_by=served_by,
        ),
    ]


def _open(bare: Bare, count: int) -> list[str]:
    ids = [f"bare:{uuid4()}" for _ in range(count)]
    for case_id in ids:
        bare.open_case(case_id)
    return ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that waits, and the person who may answer it, signed in."""

    company_id: int
    request_id: UUID
    brief_sha256: str
    token: str

    @property
    def path(self) -> str:
        """The benchmark's own route, as bare as the one it is compared with."""
        return f"/ours/{self.company_id}/{self.request_id}/{self.brief_sha256}"

    @property
    def own_path(self) -> str:
        """The product's."""
        return f"/requests/{self.request_id}/decisions"

    @property
    def form(self) -> str:
        return urlencode(
            {
                "decision_id": uuid4(),
                "brief_sha256": self.brief_sha256,
                "verb": "approve",
                "choice": "build_early",
            }
        )

    @property
    def headers(self) -> dict[str, str]:
        return FORM | {"Cookie": f"{COOKIE}={self.token}"}


def our_ways(office: Office, company_id: int, served_by: int) -> list[Way]:
    asked: dict[str, Asked] = {}
    token = _signed_in(office, company_id)

    def open_cases(count: int) -> list[str]:
        cases = [stage.case_row(office, company_id) for _ in range(count)]
        for case in cases:
            start_case(office, case)
            advance(office, case.id, company_id)
            request = stage.request_of(office, company_id, case.id)
            asked[case.id] = Asked(
                company_id=company_id,
                request_id=request.id,
                brief_sha256=request.brief_sha256,
                token=token,
            )
        return [case.id for case in cases]

    apart, beside = Poster(PORT), Poster(SERVING_PORT)
    product = Poster(SERVING_PORT, http.client.SEE_OTHER)
    worker = ("benchmarks.ours",)
    return [
        *(
            Way(
                name=f"ours, {workers} worker{'s' * (workers > 1)}",
                open_cases=open_cases,
                submit=lambda case_id: apart.post(asked[case_id].path),
                working=[worker] * workers,
                served_by=served_by,
            )
            for workers in (1, 2)
        ),
        Way(
            name="ours, one process",
            open_cases=open_cases,
            submit=lambda case_id: beside.post(asked[case_id].path),
            working=[("benchmarks.routes", str(SERVING_PORT), "working")],
        ),
        Way(
            name="ours, serve",
            open_cases=open_cases,
            submit=lambda case_id: product.post(
                asked[case_id].own_path, asked[case_id].form, asked[case_id].headers
            ),
            working=[("benchmarks.serving", str(SERVING_PORT))],
        ),
    ]


def _signed_in(office: Office, company_id: int) -> str:
    with office.sessions(company_id) as session:
        ines = session.query(PersonRow).filter_by(key="ines").one()
    return open_session(office, ines.id)
