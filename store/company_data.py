"""The versions of a company directory: what is signed is executed on the data it was drafted on."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from store import cycles
from store.tables.gates import BriefRow, RequestRow
from store.tables.ledger import LedgerEventRow
from store.tables.people import CompanyDataRow, CompanyRow


def keep(session: Session, company_id: int, sha256: str, files: Mapping[str, str]) -> None:
    """Keep a version. The same again changes nothing."""
    session.execute(
        insert(CompanyDataRow)
        .values(company_id=company_id, sha256=sha256, files=dict(files))
        .on_conflict_do_nothing()
    )


def drafted_on(session: Session, request: RequestRow) -> dict[str, str]:
    """The directory the brief that stands was drafted on.

    Briefs of before versions were kept have none; for them it is the directory as it is.
    """
    kept: dict[str, str] | None = session.scalar(
        select(CompanyDataRow.files)
        .join(BriefRow, BriefRow.data_version == CompanyDataRow.sha256)
        .where(
            CompanyDataRow.company_id == request.company_id,
            BriefRow.request_id == request.id,
            BriefRow.sha256 == request.brief_sha256,
        )
    )
    return cycles.company_files(session, request.company_id) if kept is None else kept


def as_of(session: Session, company_id: int, at: datetime) -> dict[str, str]:
    """The directory as it was loaded last at a moment, else as it was loaded first."""
    loaded = session.execute(
        select(LedgerEventRow.at, LedgerEventRow.content)
        .where(LedgerEventRow.company_id == company_id, LedgerEventRow.kind == "company_loaded")
        .order_by(LedgerEventRow.seq)
    ).all()
    before = [row.content for row in loaded if row.at <= at] or [row.content for row in loaded[:1]]
    versions = [json.loads(content)["facts"]["files_sha256"] for content in before[-1:]]
    kept: dict[str, str] | None = session.scalar(
        select(CompanyDataRow.files).where(
            CompanyDataRow.company_id == company_id, CompanyDataRow.sha256.in_(versions)
        )
    )
    return cycles.company_files(session, company_id) if kept is None else kept


def version_of_brief(session: Session, request: RequestRow) -> str | None:
    """SHA-256 of the directory the brief that stands was drafted on, where that was kept."""
    return session.scalar(
        select(BriefRow.data_version).where(
            BriefRow.request_id == request.id, BriefRow.sha256 == request.brief_sha256
        )
    )


def has_moved(session: Session, request: RequestRow) -> bool:
    """Whether other data was loaded since the brief that stands was drafted."""
    return (
        session.scalars(
            select(BriefRow.data_version != CompanyRow.data_version)
            .join(CompanyRow, CompanyRow.id == BriefRow.company_id)
            .where(BriefRow.request_id == request.id, BriefRow.sha256 == request.brief_sha256)
        ).one()
        is True
    )
