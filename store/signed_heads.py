"""The heads that were signed: kept here for receipts and exports, and copied outside."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from gates.signed_head import SignedHead, read_head
from gates.signed_note import Verifier, read_verifier
from store.tables.ledger import SignedHeadRow


def keep(session: Session, company_id: int, head: SignedHead, verifier: Verifier) -> None:
    """Keep a head. Where another worker signed one of the same length, that one stays."""
    session.execute(
        insert(SignedHeadRow)
        .values(
            company_id=company_id,
            seq=head.seq,
            note=head.note,
            verifier=str(verifier),
            at=head.at,
        )
        .on_conflict_do_nothing()
    )


def known(session: Session, company_id: int) -> tuple[SignedHead, ...]:
    """Every head, the oldest first."""
    mine = select(SignedHeadRow.note).where(SignedHeadRow.company_id == company_id)
    return tuple(read_head(note) for note in session.scalars(mine.order_by(SignedHeadRow.seq)))


def verifiers(session: Session, company_id: int) -> tuple[Verifier, ...]:
    """The public keys of these heads, the first one used first."""
    mine = select(SignedHeadRow.verifier).where(SignedHeadRow.company_id == company_id)
    used = dict.fromkeys(session.scalars(mine.order_by(SignedHeadRow.seq)))
    return tuple(read_verifier(key) for key in used)


def newest(session: Session, company_id: int) -> SignedHead | None:
    mine = select(SignedHeadRow.note).where(SignedHeadRow.company_id == company_id)
    note = session.scalar(mine.order_by(SignedHeadRow.seq.desc()).limit(1))
    return read_head(note) if note is not None else None


def covering(session: Session, company_id: int, seq: int) -> SignedHead | None:
    """The first head that covers an event: a receipt reads the same each time it is made."""
    mine = select(SignedHeadRow.note).where(
        SignedHeadRow.company_id == company_id, SignedHeadRow.seq >= seq
    )
    note = session.scalar(mine.order_by(SignedHeadRow.seq).limit(1))
    return read_head(note) if note is not None else None
