"""The lead sees on the board whose forecast won't come by itself, and sets a substitute."""

from datetime import timedelta

from gates.people import Role
from store.tables.inputs import InputRequestRow
from tests.api.stage_web import Stage, furnish
from tests.api.test_people import AWAY, say_away, set_role
from tests.stage import NOW

SAYS = "Marta Lindqvist is away until Mon 16 Nov, nobody stands in"
MISSING = "The Iberia forecast is missing."


def test_an_owner_who_is_away_beyond_the_deadline_is_named(stage: Stage) -> None:
    input_id = furnish(stage)["input"]
    say_away(stage, "marta", AWAY)
    set_role(stage, "priya", Role.SOP_LEAD)
    client = stage.sign_in("priya")
    board = client.get("/cycle").text
    assert SAYS in board
    assert MISSING in board
    with stage.office.sessions(stage.company_id) as session:
        session.get_one(InputRequestRow, input_id).due_at = NOW + timedelta(days=20)
    assert MISSING not in client.get("/cycle").text, "she is back in time"
