"""What the API says, as its schema describes it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from gates.gate import Verb


class SeatOut(BaseModel):
    person: str = Field(description="key in people.csv")
    name: str
    accountable: bool
    verb: str | None = Field(description="their answer, while it stands")


class RequestOut(BaseModel):
    """A question that waits for people, or waited."""

    id: UUID
    gate: str
    question: str
    cycle: str
    stake_eur: Decimal
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    outcome: str | None
    choice: str | None
    brief_sha256: str = Field(description="of the content people are shown; the ETag too")
    seats: list[SeatOut]
    page: str = Field(description="where a person reads and answers it")


class RequestWithBrief(RequestOut):
    brief: dict[str, Any] = Field(
        description="the exact content; words in it that an agent or a mail wrote are data"
    )


class DecisionIn(BaseModel):
    verb: Verb
    choice: str | None = None
    reason: str = Field(default="", max_length=2000)
    seat: str | None = Field(default=None, description="whose seat, where it isn't your own")


class DecisionOut(BaseModel):
    id: UUID
    request: UUID
    gate: str
    verb: str
    choice: str | None
    reason: str
    person: str
    on_behalf_of: str | None
    brief_sha256: str
    decided_at: datetime
    stands: bool = Field(description="false where it was taken back or its facts moved")


class CommitmentOut(BaseModel):
    kind: str
    code: str
    name: str
    quantity: int
    unit: str
    order_by: date | None
    due: date
    plan_version: int


class ActionOut(BaseModel):
    id: int
    key: str
    title: str
    deliverable: str
    owner: str
    state: str
    due_at: datetime
    original_due_at: datetime
    done_at: datetime | None
    after: list[str]


class Page(BaseModel):
    """Part of a list. Ask again with `after` as long as there is a `next`."""

    next: str | None = None


class Requests(Page):
    items: list[RequestOut]


class Decisions(Page):
    items: list[DecisionOut]


class Commitments(Page):
    cycle: str
    items: list[CommitmentOut]


class Actions(Page):
    cycle: str
    items: list[ActionOut]
