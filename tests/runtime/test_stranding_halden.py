"""The real graphs, with every kind of case open: no false alarm, and no step changed unseen."""

import pytest
from sqlalchemy.engine import URL

from graphs import cycle, input_request
from graphs.case_state import CaseState
from runtime.office import open_office
from runtime.settings import Settings
from runtime.stranding import stranded_cases
from tests.living import living


def goes_on(state: CaseState) -> CaseState:
    return {}


def stranded(url: URL) -> set[str]:
    """The kinds of case that today's graphs would strand."""
    office = open_office(
        Settings(database_url=url.render_as_string(hide_password=False)),
        {cycle.KIND: cycle.build, input_request.KIND: input_request.build},
    )
    try:
        return {found.case_id.split(":")[0] for found in stranded_cases(office)}
    finally:
        office.close()


def test_halden_waits_safely_until_a_step_changes(
    empty_database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    with living(empty_database) as halden:
        halden.begin()
    assert stranded(empty_database) == set()
    monkeypatch.setattr(cycle, "await_inputs", goes_on)
    assert stranded(empty_database) == {"cycle"}
    monkeypatch.setattr(input_request, "wait", goes_on)
    assert stranded(empty_database) == {"cycle", "input"}
