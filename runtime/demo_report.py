"""What happened in a demo, counted from its tables, and every promise checked over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from gates.history import check
from gates.receipt import ReceiptRefused, check_receipt
from gates.signed_head import SignedHead
from gates.signed_note import Verifier
from runtime.demo_followed import followed
from runtime.heads_folder import kept_outside, keys_file
from runtime.office import Office
from runtime.signing_heads import sign_heads
from store import export
from store.proving import Proof, prove
from store.reading_decisions import decision_ids, receipt_of, recorded
from store.tables.people import CompanyRow

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
    """What is wrong with the exported ledger, read back from its files and the signed heads."""
    restarts: int
    """How often the worker died and was started again."""

    @property
    def sound(self) -> bool:
        return self.ledger_broken is None and all(proof.holds for proof in self.proofs)


def report(office: Office, company_id: int, folder: Path, *, restarts: int) -> Report:
    """Count, prove, export the ledger into `folder` and verify it there, and every receipt."""
    sign_heads(office)
    with office.sessions(company_id) as session:
        happened = {
            name: [_line(row) for row in session.execute(text(query))]
            for name, query in COUNTS.items()
        }
        slug = session.get_one(CompanyRow, company_id).slug
        heads = kept_outside(office.settings, slug)
        keys = export.keys_in(keys_file(office.settings, slug))
        proofs = (
            *prove(session, company_id),
            *followed(session, company_id),
            _receipts(session, company_id, heads, keys),
        )
        events = export.write(session, company_id, folder)
    links, head = export.read(folder)
    checked = check(links, head, heads=heads, keys=keys)
    return Report(
        happened=happened,
        proofs=proofs,
        events=events,
        ledger_broken=checked.problem or (None if heads else "no head was signed"),
        restarts=restarts,
    )


def _receipts(
    session: Session, company_id: int, heads: Sequence[SignedHead], keys: Sequence[Verifier]
) -> Proof:
    """Each is checked as a stranger would: as text, against what is outside the database."""
    refused: list[str] = []
    for decision_id in decision_ids(session, company_id):
        found = recorded(session, company_id, decision_id)
        assert found is not None
        try:
            proven = check_receipt(receipt_of(session, found).model_dump_json(), keys=keys)
        except ReceiptRefused as why:
            refused.append(f"{decision_id}: {type(why).__doc__} {why}")
        else:
            refused += [] if proven.head in heads else [f"{decision_id}: its head isn't outside"]
    return Proof(promise="Every decision's receipt verifies offline", offenders=tuple(refused))


def _line(row: Sequence[object]) -> str:
    return " ".join("–" if cell is None else str(cell) for cell in row)
