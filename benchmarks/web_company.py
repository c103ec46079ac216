"""A company of many approvers with a long past and much that waits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from psycopg import ClientCursor, Connection

from benchmarks import web_rows
from gates.brief import freeze
from gates.catalogue import REVIEW, TRADE_OFF
from gates.people import Role
from gates.policies import plain_policy
from graphs.versions import GRAPH_VERSIONS
from runtime.database import plain
from runtime.office import Office
from store.tables.people import PersonRow
from tests import stage
from tests.api.examples import BRIEF

APPROVERS = 120
BUSY = 520
"""Open requests that the first approver sits in on top of their share: more than 500 in all."""
MARK = "Number 000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """The company and who approves in it; the first of them has most to do."""

    office: Office
    company_id: int
    approvers: tuple[int, ...]

    def ask(self, first: int, last: int, *, past: bool) -> None:
        """Requests of these numbers, each with a brief as large as the Halden Foods trade-off."""
        said = self._said() | {
            "kind": "past" if past else "open",
            "past": past,
            "first": first,
            "last": last,
        }
        self._write(web_rows.EVERYTHING, said)

    def keep_busy(self) -> None:
        """The first approver gets many more seats than the others."""
        self._write((web_rows.BUSY,), self._said())

    def _said(self) -> dict[str, object]:
        return {
            "company": self.company_id,
            "people": list(self.approvers),
            "version": GRAPH_VERSIONS["cycle"],
            "brief": freeze(replace(BRIEF, subject=MARK)).decode(),
            "mark": MARK,
            "one": json.dumps(plain_policy(TRADE_OFF)),
            "several": json.dumps(plain_policy(REVIEW)),
            "busy": BUSY,
        }

    def _write(self, statements: tuple[str, ...], said: Mapping[str, object]) -> None:
        address = plain(self.office.url)
        with Connection.connect(
            address, autocommit=True, cursor_factory=ClientCursor
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode(), said)
            connection.execute("vacuum analyze")


def crowd(office: Office) -> Crowd:
    """The company with its approvers, before anything is asked."""
    company_id = stage.set_up_company(office)
    with office.sessions(company_id) as session:
        first = session.query(PersonRow).filter_by(key="ines").one()
        others = [
            PersonRow(
                company_id=company_id,
                key=f"approver-{number}",
                name=f"Approver {number}",
                email=f"approver-{number}@crowd.example",
                role=Role.DEMAND_MANAGER.value,  # no gate here seats them all by their role
                title=first.title,
                timezone=first.timezone,
            )
            for number in range(1, APPROVERS)
        ]
        session.add_all(others)
        session.flush()
        people = (first.id, *(row.id for row in others))
    return Crowd(office=office, company_id=company_id, approvers=people)
