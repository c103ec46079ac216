"""One of several processes deciding the same requests: prints one verdict a line."""

import sys
from pathlib import Path
from uuid import UUID

from sqlalchemy.engine import make_url

from gates.errors import Refusal
from runtime.deciding import Answer, record_ballot
from store.tables.gates import RequestRow
from tests import stage

if __name__ == "__main__":
    url, company_id, start = sys.argv[1:]
    office = stage.office_at(make_url(url))
    print("ready", flush=True)
    while not Path(start).exists():
        pass
    for line in Path(start).with_name("requests").read_text().splitlines():
        request_id, brief = line.split()
        request = RequestRow(id=UUID(request_id), brief_sha256=brief)
        answer = Answer(company_id=int(company_id), person_key="ines", request_id=request.id)
        try:
            record_ballot(office, answer, stage.ballot(request))
        except Refusal as refusal:
            print(type(refusal).__name__, flush=True)
        else:
            print("decided", flush=True)
    office.close()
