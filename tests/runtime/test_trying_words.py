"""A version's words are tried on recorded mails and letters, and nothing comes of it."""

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from gates.playbook import Playbook, restore
from runtime.trying_words import tried
from store.tables.effects import EffectRow, MessageRow
from tests.gates.test_playbook import changed
from tests.living import Living, living

OWN = "Dear colleague, {{WHAT}} is what we still need from you; please send it by {{DUE}}."
TEXT = {"kind": "input_reminder", "language": "es", "tone": "friendly", "text": OWN}
DRAFT = restore(changed("language", {"texts": [TEXT, {**TEXT, "language": "en"}]}))
SAYS = "Same as last month, except Oat Bars +4 % in December."


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as life:
        life.begin()
        yield life


def test_mails_are_read_and_letters_worded_on_both_and_nothing_is_kept(life: Living) -> None:
    (letter, *_) = life.mails("lucia", "input_request")
    life.answer(letter, SAYS)
    before = [len(life.rows(table)) for table in (EffectRow, MessageRow)]
    found = {
        one.case: one for one in tried(life.office, life.company_id, Playbook(), DRAFT, most=3)
    }
    mail = next(one for name, one in found.items() if name.startswith("mail"))
    assert mail.is_same
    assert "Oat Bars" in mail.active.says
    assert found["input request"].is_same
    reminder = found["input reminder"]
    assert not reminder.is_same
    assert "is what we still need from you" in reminder.draft.says
    assert found["input reminder, 3 days late"].is_same, "that tone has no text of its own"
    assert reminder.draft.plain["by"] == "built-in"
    assert reminder.draft.plain["tokens"] == 0
    assert [len(life.rows(table)) for table in (EffectRow, MessageRow)] == before
