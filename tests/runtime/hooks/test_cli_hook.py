"""`sopwith hook`: begun, listed, given another secret and ended by the one who runs it."""

import json

import pytest
from sqlalchemy.engine import URL
from typer.testing import CliRunner

from mail.signed_post import key_of
from runtime.commands import application
from store.tables.people import CompanyRow
from tests import stage


@pytest.fixture
def slug(empty_database: URL, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("SOPWITH_DATABASE_URL", empty_database.render_as_string(hide_password=False))
    monkeypatch.setenv("SOPWITH_HOOK_NETWORKS", "127.0.0.0/8, 10.0.0.0/8")
    office = stage.office_at(empty_database)
    company_id = stage.set_up_company(office)
    with office.sessions(company_id) as session:
        found = session.get_one(CompanyRow, company_id).slug
    office.close()
    return found


def run(*words: str) -> tuple[int, str]:
    got = CliRunner().invoke(application(), ["hook", *words])
    return got.exit_code, got.output


def test_a_subscription_from_its_first_day_to_its_last(slug: str) -> None:
    code, said = run("add", slug, "http://127.0.0.1:9/x", "--events", "plan, action", "--json")
    made = json.loads(said)
    assert (code, len(key_of(made["secret"]))) == (0, 32)
    code, said = run("secret", slug, str(made["id"]), "--json")
    assert json.loads(said)["secret"] != made["secret"]
    (listed,) = json.loads(run("list", slug, "--json")[1])
    assert (listed["events"], listed["ended"]) == (["action", "plan"], None)
    assert run("end", slug, str(made["id"]))[0] == 0
    assert "Ended by an operator." in run("list", slug)[1]
    assert run("end", slug, str(made["id"])) == (
        2,
        "There is no such subscription in this company.\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["http://192.168.1.1/"], "private network"),
        (["http://127.0.0.1/", "--events", "plans"], "Not known: plans."),
        (["nowhere"], "no web address"),
    ],
)
def test_what_cannot_be_told_is_refused(slug: str, words: list[str], said: str) -> None:
    code, words_said = run("add", slug, *words)
    assert (code, said in words_said) == (2, True)
    assert run("list", slug)[1] == "Nobody is told anything.\n"
