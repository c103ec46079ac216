"""The routes that are compared: `python -m benchmarks.routes DATABASE_URL FOLDER PORT [working]`.

With `working` a worker runs in the same process, as in `sopwith serve`.
"""

import gc
import sys
from pathlib import Path
from uuid import UUID, uuid4

import uvicorn
from fastapi import FastAPI
from sqlalchemy.engine import make_url

from api.serve import Watch
from benchmarks.bare import Bare
from benchmarks.noting import Notes
from benchmarks.ours import office_at
from gates.deciding import Ballot
from gates.gate import Verb
from gates.tiers import Assurance
from runtime.database import plain
from runtime.deciding import Answer, record_ballot


def app_for(url: str, notes: Notes, *, working: bool) -> FastAPI:
    office = office_at(make_url(url), notes)
    office.callers.calls = not working
    sync = Bare(plain(make_url(url)), notes)
    quick = Bare(plain(make_url(url)), notes, "exit")
    app = FastAPI(lifespan=Watch(office).worker_beside if working else None)

    @app.get("/ready")
    def ready() -> str:
        return "ready"

    @app.post("/ours/{company_id}/{request_id}/{brief}")
    def ours(company_id: int, request_id: UUID, brief: str) -> str:
        record_ballot(
            office,
            Answer(company_id=company_id, person_key="ines", request_id=request_id),
            Ballot(
                decision_id=uuid4(),
                verb=Verb.APPROVE,
                brief_sha256=brief,
                choice="build_early",
                assurance=Assurance.STEPPED_UP,
            ),
        )
        return "decided"

    @app.post("/sync/{case_id}")
    def in_process(case_id: str) -> str:
        sync.decide(case_id)
        return "decided"

    @app.post("/exit/{case_id}")
    def in_process_quickly(case_id: str) -> str:
        quick.decide(case_id)
        return "decided"

    return app


if __name__ == "__main__":
    given_url, folder, port, *more = sys.argv[1:]
    app = app_for(given_url, Notes(Path(folder)), working=more == ["working"])
    gc.freeze()  # every way served here gets what our workers get
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(port),
        log_level="warning",
        access_log=False,
        timeout_keep_alive=600,
    )
