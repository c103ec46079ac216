"""Requests by the words that stand anywhere in them."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

WORD = re.compile(r"[\w&.+-]+")
WORDS_MOST = 8
FOUND = text(
    """
    with wanted as (
      select array_agg(to_tsquery('simple', word)) as queries
      from unnest(cast(:words as text[])) word
    )
    select found.request_id, found.sources
    from wanted, requests_with(wanted.queries) found
    join request r on r.id = found.request_id
    order by r.closed_at is not null, coalesce(r.closed_at, r.due_at) desc
    limit :most
    """
)


def words_of(query: str) -> list[str]:
    """Each word as the beginning of one: `syr` finds syrup.

    >>> words_of("Oat sy'r 50%")
    ["'Oat':*", "'sy':*", "'r':*", "'50':*"]
    """
    return [f"'{word}':*" for word in WORD.findall(query)[:WORDS_MOST]]


def requests_with(session: Session, query: str, most: int) -> Sequence[tuple[UUID, list[str]]]:
    """Those with every word somewhere, and where; open ones first."""
    words = words_of(query)
    if not words:
        return []
    rows = session.execute(FOUND, {"words": words, "most": most})
    return [(request_id, list(sources)) for request_id, sources in rows]
