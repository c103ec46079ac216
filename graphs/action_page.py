"""The link in an action's letters: its page, for who the letter goes to, without signing in."""

from datetime import datetime, timedelta
from secrets import token_urlsafe

from graphs.letters import ACTION_PAGES, Opens

LINK_LASTS = timedelta(days=14)
"""Beyond the deadline: what is late can still be answered."""


def action_link(action_id: int, due_at: datetime, *, at: datetime) -> Opens:
    """A link of its own for each letter."""
    return Opens(
        nonce=token_urlsafe(16),
        page=ACTION_PAGES,
        subject_id=action_id,
        until=max(due_at, at) + LINK_LASTS,
    )
