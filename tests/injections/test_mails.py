"""Mails that attack, through the whole product with a model that obeys them: nothing happens."""

import pytest
from sqlalchemy.engine import URL

from tests.injections.attacks import MAIL_PLACES, attacks
from tests.injections.lived import attacked, effects_of, misleading, strangers_written_to

ATTACKS = list(attacks(MAIL_PLACES))
ABOUT = {"an action": "late_action", "a region": "missing_input"}


@pytest.mark.parametrize("about", ABOUT)
def test_no_mail_has_an_effect_or_misleads(empty_database: URL, about: str) -> None:
    """Also where time runs out meanwhile, so that people are asked to decide about it."""
    assert len(ATTACKS) >= 100
    chosen = ATTACKS[list(ABOUT).index(about) :: 2]
    with attacked(empty_database, about) as (life, letter):
        effects = [effect for attack in chosen for effect in effects_of(life, letter, attack)]
        assert effects == []
        life.wait(days=8)
        assert ABOUT[about] in {one.gate for one in life.open_requests()}
        assert strangers_written_to(life) == []
        shown = misleading(life)
        assert shown == [], "\n".join(shown[:40])
