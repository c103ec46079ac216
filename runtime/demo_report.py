"""What happened in a demo, counted from its tables, and every promise checked over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from gates.chain import first_break
from runtime.office import Office
from store import export
from store.proving import Proof, prove

COUNTS = {
    "gates": "select gate, outcome, choice from request order by opened_at, key",
    "decisions": "select p.key, d.verb, d.choice from decision d join person p"
    " on p.id = d.person_id order by d.decided_at, p.key",
    "messages": "select state, count(*) from message group by state order by state",
    "effects": "select kind, state, count(*) from effect group by kind, state order by kind, state",
    "actions": "select key, state from action order by key",
    "submissions": "select i.region, s.version, s.state from submission s join input_request i"
    " on i.id = s.input_request_id order by i.region, s.version",
    "commitments": "select kind, count(*) from commitment group by kind order by kind",
    "cases": "select kind, state, count(*) from work_case group by kind, state order by kind",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`happened` is the end state without ids and times: the same story ends in the same one."""

    happened: dict[str, list[str]]
    proofs: tuple[Proof, ...]
    events: int
    ledger_broken: str | None
    """What is wrong with the exported ledger, read back from its files alone."""
    restarts: int
    """How often the worker died and was started again."""

    @property
    def sound(self) -> bool:
        return self.ledger_broken is None and all(proof.holds for proof in self.proofs)


def report(office: Office, company_id: int, folder: Path, *, restarts: int) -> Report:
    """Count, prove, export the ledger into `folder` and verify it there."""
    with office.sessions(company_id) as session:
        happened = {
            name: [_line(row) for row in session.execute(text(query))]
            for name, query in COUNTS.items()
        }
        proofs = prove(session, company_id)
        events = export.write(session, company_id, folder)
    links, head = export.read(folder)
    return Report(
        happened=happened,
        proofs=proofs,
        events=events,
        ledger_broken=first_break(links, head),
        restarts=restarts,
    )


def _line(row: Sequence[object]) -> str:
    return " ".join("–" if cell is None else str(cell) for cell in row)
