"""The two routes that are compared: `python -m benchmarks.routes DATABASE_URL PORT`."""

import sys
from uuid import UUID, uuid4

import uvicorn
from fastapi import FastAPI
from sqlalchemy.engine import make_url

from benchmarks.bare import Bare
from gates.deciding import Ballot
from gates.gate import Verb
from runtime.database import plain
from runtime.deciding import Answer, record_ballot
from tests.stage import office_at


def app_for(url: str) -> FastAPI:
    office = office_at(make_url(url))
    bare = Bare(plain(make_url(url)))
    app = FastAPI()

    @app.get("/ready")
    def ready() -> str:
        return "ready"

    @app.post("/sopwith/{company_id}/{request_id}/{brief}")
    def sopwith(company_id: int, request_id: UUID, brief: str) -> str:
        record_ballot(
            office,
            Answer(company_id=company_id, person_key="ines", request_id=request_id),
            Ballot(
                decision_id=uuid4(), verb=Verb.APPROVE, brief_sha256=brief, choice="build_early"
            ),
        )
        return "decided"

    @app.post("/bare/{case_id}")
    def in_process(case_id: str) -> str:
        bare.decide(case_id)
        return "decided"

    return app


if __name__ == "__main__":
    given_url, port = sys.argv[1:]
    uvicorn.run(app_for(given_url), host="127.0.0.1", port=int(port), log_level="warning")
