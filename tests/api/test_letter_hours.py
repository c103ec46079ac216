"""A person says on their account page when letters come to them."""

from store.people import by_key
from tests.api.stage_web import Stage
from tests.forms import form_to


def choose(stage: Stage, **said: str | list[str]) -> int:
    """Send the page's own form with other hours."""
    client = stage.client
    action, fields = form_to(client.get("/account").text, "/account/letters")
    return client.post(action, data={**fields, **said}).status_code


def test_hours_are_chosen_shown_and_given_up(stage: Stage) -> None:
    stage.sign_in("ines")
    workdays = [str(day) for day in range(5)]
    assert choose(stage, hour="0", days=workdays, quiet_from="20", quiet_until="7") == 303
    with stage.office.sessions(stage.company_id) as session:
        habits = by_key(session, stage.company_id, "ines").habits
    assert (habits.digest_hour, habits.digest_days) == (0, frozenset(range(5)))
    assert (habits.quiet_from, habits.quiet_until) == (20, 7)
    page = stage.client.get("/account").text
    for said in ('value="0" selected>00:00', 'value="20" selected>20:00', 'value="4" checked'):
        assert said in page, said
    assert 'value="6" checked' not in page
    assert choose(stage, hour="", days=workdays, quiet_from="20", quiet_until="") == 303
    with stage.office.sessions(stage.company_id) as session:
        habits = by_key(session, stage.company_id, "ines").habits
    assert habits.digest_hour is None
    assert habits.quiet_from is None
    assert choose(stage, hour="24") == 422
