"""Playbooks on their pages: a draft is edited, looked at, kept, made active, and gone back from."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from api.addresses import NEEDS
from gates.access import Scope
from gates.people import Role
from gates.playbook import Playbook, restore, version
from gates.playbook_text import read
from runtime.activating import Tuner
from runtime.signing_in import open_session
from runtime.tuning import propose
from store import ledger, playbooks
from store.tables.people import PersonRow
from tests import stage as scene
from tests.api.stage_web import Stage
from tests.api.test_deciding import FORM
from tests.forms import form_in
from tests.gates.test_playbook import changed

SHIPPED = version(Playbook())
MARGIN = "tolerances.by_kind.margin.pct"


@pytest.fixture
def tuned(stage: Stage) -> Stage:
    """Jonas leads the process, so he may tune; every role of the shipped policy is held."""
    with stage.office.sessions(stage.company_id) as session:
        session.query(PersonRow).filter_by(key="jonas").one().role = Role.SOP_LEAD.value
        for role in (Role.OPERATIONS_LEAD, Role.DEMAND_MANAGER):
            session.add(person(stage, role))
    stage.sign_in("jonas")
    return stage


def person(stage: Stage, role: Role) -> PersonRow:
    return PersonRow(
        company_id=stage.company_id,
        key=role.value,
        name=role.value,
        email=f"{role.value}@{stage.company_id}.example",
        role=role.value,
        title="",
        timezone="Europe/Copenhagen",
    )


def send(stage: Stage, path: str, **said: str) -> Any:
    return stage.client.post(path, content=urlencode(said), headers=FORM)


def edited(stage: Stage, deed: str, of: str = SHIPPED, **changes: str) -> Any:
    """The edit form as the page draws it, with these entries typed over, sent."""
    page = stage.client.get(f"/playbook/edit?of={of}").text
    action, fields, offered = form_in(page, "draft")
    typed = {name.replace("__", "."): value for name, value in changes.items()}
    assert typed.keys() <= fields.keys() | {"why"}, typed.keys() - fields.keys()
    for name, value in typed.items():
        assert value in offered.get(name, [value])
    return send(stage, action, **{**fields, **typed, "deed": deed})


def drafts(stage: Stage) -> list[str]:
    with stage.office.sessions(stage.company_id) as session:
        return [row.playbook for row in playbooks.drafts(session, stage.company_id)]


def active(stage: Stage) -> str:
    with stage.office.sessions(stage.company_id) as session:
        return playbooks.active_digest(session, stage.company_id)


def tuner(stage: Stage) -> Tuner:
    return Tuner(company_id=stage.company_id, person_key="jonas", why="from the command line")


def test_looking_says_which_cells_turn_and_keeps_nothing(tuned: Stage) -> None:
    assert "Nothing differs" in edited(tuned, "keep", why="nothing").text
    wrong = edited(tuned, "keep", inputs__grace_hours="999", why="x")
    assert wrong.status_code == 422
    assert 'id="inputs.grace_hours-wrong"' in wrong.text
    page = edited(tuned, "look", **{MARGIN.replace(".", "__"): "3"}, why="Less noise")
    assert page.status_code == 200
    said = unescape(re.sub(r"<[^>]+>", " ", page.text))
    assert "moved by more than 1 % and up to 3 % (percent)" in said
    assert "It does more than tighten" in said
    assert (drafts(tuned), active(tuned)) == ([], SHIPPED)
    _, fields, _ = form_in(page.text, "draft")
    assert (fields[MARGIN], fields["why"]) == ("3", "Less noise")


def test_what_only_tightens_is_kept_made_active_and_gone_back_from(tuned: Stage) -> None:
    kept = edited(tuned, "keep", inputs__grace_hours="12", why="Ask sooner")
    assert kept.status_code == 303
    page = tuned.client.get(kept.headers["location"]).text
    action, _, _ = form_in(page, "activation")
    assert send(tuned, action, why="Ask sooner").status_code == 303
    assert [active(tuned)] == drafts(tuned) != [SHIPPED]
    home = unescape(tuned.client.get("/playbook").text)
    assert "“Ask sooner”" in home
    action, _, _ = form_in(home, "rollback")
    assert send(tuned, action, why="Too soon").status_code == 303
    assert active(tuned) == SHIPPED
    with tuned.office.sessions(tuned.company_id) as session:
        told = [link.content.decode() for link in ledger.links(session, tuned.company_id)]
    kinds = [re.findall(r'"kind":"(playbook_\w+)"', one) for one in told]
    assert [one[0] for one in kinds if one] == [
        "playbook_drafted",
        "playbook_activated",
        "playbook_activated",
    ]
    assert all('"channel":"web"' in one for one in told if '"playbook_' in one)


def test_what_relaxes_offers_no_way_around_its_gate(tuned: Stage) -> None:
    kept = edited(tuned, "keep", **{MARGIN.replace(".", "__"): "3"}, why="Less noise")
    at = kept.headers["location"]
    page = tuned.client.get(at).text
    assert 'id="activation"' not in page
    assert 'id="submission"' not in page
    refused = send(tuned, f"{at}/activation", why="All the same")
    assert refused.status_code == 422
    assert "can’t make it active" in unescape(refused.text).replace("'", "’")
    refused = send(tuned, f"{at}/submission", why="Now")
    assert "Preview this version on recorded cycles first" in refused.text
    assert active(tuned) == SHIPPED


def test_a_version_is_its_companys_to_read_and_its_leads_to_tune(tuned: Stage) -> None:
    of = propose(tuned.office, tuner(tuned), restore(changed("drift_pct", 4)))
    assert tuned.client.get(f"/playbook/versions/{of}").status_code == 200
    for ending in ("toml", "json"):
        page = tuned.client.get(f"/playbook/versions/{of}/playbook.{ending}")
        assert version(read(page.text, f".{ending}")) == of
    tuned.sign_in("priya")
    assert "Edit a draft" not in tuned.client.get("/playbook").text
    assert tuned.client.get("/playbook/edit").status_code == 403
    other = scene.set_up_company(tuned.office)
    with tuned.office.sessions(other) as session:
        stranger = session.query(PersonRow).filter_by(company_id=other, key="ines").one().id
    tuned.client.cookies.set("sopwith_session", open_session(tuned.office, stranger))
    assert tuned.client.get(f"/playbook/versions/{of}").status_code == 404
    assert tuned.client.get(f"/playbook/versions/{SHIPPED}?against={of}").status_code == 404


def test_playbooks_are_changed_at_these_addresses_and_at_no_other() -> None:
    """Each of them ends in `runtime.tuning` or `runtime.canaries`, as the command line does."""
    writing = {at for method, at in NEEDS if method != "GET" and "playbook" in at}
    assert writing == {
        "/playbook/drafts",
        "/playbook/words/{job}",
        "/playbook/rollback",
        "/playbook/canary/activation",
        "/playbook/versions/{playbook}/activation",
        "/playbook/versions/{playbook}/preview",
        "/playbook/versions/{playbook}/submission",
    }
    assert {NEEDS["POST", at] for at in writing} == {Scope.TUNE}
