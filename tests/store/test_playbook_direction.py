"""The database's own word on a change: never looser than ours, and no way around it."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL, Connection, create_engine
from sqlalchemy.exc import DBAPIError

from gates.catalogue import GATES
from gates.direction.comparing import only_tightens, turned
from gates.playbook import Playbook, plain, restore, version
from runtime.office import Office
from store import canaries, playbooks
from tests.databases import fresh_database
from tests.gates.direction.test_comparing import SALES_TOO
from tests.gates.test_playbook import changed
from tests.stage import NOW, office_at, set_up_company

SHIPPED = plain(Playbook())
LOOSER = restore(changed("tolerances.by_kind.margin", {"pct": "3", "points": "0"}))


@pytest.fixture(scope="module")
def url(server: URL) -> Iterator[URL]:
    with fresh_database(server) as url:
        yield url


@pytest.fixture(scope="module")
def staged(url: URL) -> Iterator[tuple[Office, int]]:
    """A company with a cycle; what a test tries is refused, so nothing of it stays."""
    office = office_at(url, now=lambda: NOW)
    yield office, set_up_company(office)
    office.close()


@pytest.fixture(scope="module")
def asked(url: URL) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def loosens(asked: Connection, was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    said = text("select * from playbook_loosens(cast(:was as jsonb), cast(:now as jsonb))")
    return list(asked.execute(said, {"was": json.dumps(was), "now": json.dumps(now)}).scalars())


TIGHT = [
    ("gates.executive_lock.undo_minutes", 10, 60),
    ("gates.trade_off.due_hours", 48, 30),
    ("gates.missing_input.tier", "low", "high"),
    ("gates.trade_off.remind_before_hours", [4], [30, 4]),
    ("gates.trade_off.then", [], [{"after_hours": 24, "to": None}]),
    ("tolerances.by_kind.margin", {"pct": "3", "points": "0"}, {"pct": "0.5", "points": "0"}),
    ("checks", {"R41": "note"}, {"R41": "blocking"}),
    ("checks", {}, {"R41": "blocking"}),
    ("inputs.grace_hours", 48, 12),
    ("actions.reminders_max", 1, 3),
    ("risk.sooner_hours", 0, 48),
    ("risk.slack_days", 5, 1),
    ("follow_up_weeks", 2, 8),
    ("frozen_weeks", 0, 3),
    ("drift_pct", 12, 2),
    ("recipes", {}, {"steps": {"watch": {"sooner_days": 3}}}),
]


@pytest.mark.parametrize(("path", "loose", "tight"), TIGHT)
def test_it_knows_a_tight_end_from_a_loose_one(
    asked: Connection, path: str, loose: Any, tight: Any
) -> None:
    was, now = (plain(restore(changed(path, one))) for one in (loose, tight))
    assert loosens(asked, was, now) == []
    assert loosens(asked, now, was)
    assert loosens(asked, was, was) == []


def test_wanting_all_of_more_people_tightens_and_another_slate_is_not_known_to(
    asked: Connection,
) -> None:
    both = changed("gates.trade_off.slate", SALES_TOO)
    assert loosens(asked, SHIPPED, both) == ["gates.trade_off.slate"]
    both["gates"]["trade_off"]["rule"] = "all"
    assert loosens(asked, SHIPPED, both) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("routing", {"drift": ["coo"]}),
        ("language", {"model": "large"}),
        ("recipes", {"steps": {"watch": {"owner": ["coo"]}}}),
        ("inputs.reminder_hours", 12),
        ("gates.trade_off.escalates_to", "sales_lead"),
        ("tomorrows_setting", 3),
    ],
)
def test_what_it_does_not_know_needs_the_gate(asked: Connection, path: str, value: Any) -> None:
    assert loosens(asked, SHIPPED, changed(path, value))


def test_it_never_calls_tightened_what_the_policy_table_does_not(asked: Connection) -> None:
    """400 drawn pairs: where it has nothing against a change, neither has the whole table."""
    chance = random.Random(8)
    let_pass = 0
    for _ in range(400):
        was, now = restore(_drawn(chance)), restore(_drawn(chance))
        if version(was) != version(now) and not loosens(asked, plain(was), plain(now)):
            assert only_tightens(turned(was, now))
            let_pass += 1
    assert let_pass > 30


def _drawn(chance: random.Random) -> dict[str, Any]:
    """The shipped playbook with one or two settings drawn."""
    content = json.loads(json.dumps(SHIPPED))
    for _ in range(chance.choice((0, 1, 1, 2))):
        gate = content["gates"][chance.choice(["trade_off", "executive_lock", "late_action"])]
        draw = chance.randrange(8)
        if draw == 0:
            gate["due_hours"] = chance.choice((36, 48, 72))
        elif draw == 1:
            gate["rule"], gate["needed"] = chance.choice((("one", 1), ("all", 1), ("n_of_m", 1)))
        elif draw == 2:
            gate["slate"] = [*gate["slate"], *SALES_TOO[1:]]
        elif draw == 3:
            gate["tier"] = chance.choice(("low", "medium", "high"))
        elif draw == 4:
            gate["expires"]["after_hours"] = chance.choice((200, 240, 300))
        elif draw == 5:
            kind = chance.choice(("margin", "volume"))
            pct = chance.choice(("0", "1", "4"))
            content["tolerances"]["by_kind"][kind] = {"pct": pct, "points": "0"}
        elif draw == 6:
            content["checks"] = {"R41": chance.choice(("note", "warning", "blocking"))}
        else:
            content["drift_pct"] = chance.choice((3, 5, 9))
    return dict(content)


def test_every_gate_is_compared_whole(asked: Connection) -> None:
    for name in GATES:
        now = json.loads(json.dumps(SHIPPED))
        now["gates"][name]["expires"]["to"] = "admin"
        if now != SHIPPED:
            assert loosens(asked, SHIPPED, now) == [f"gates.{name}.expires.to"]


ACTIVATE = "insert into playbook_activation (company_id, playbook, before, grounds, by_id, why, at)"
BY = "id, '', now() from person limit 1"
ATTACKS = [
    (
        f"{ACTIVATE} select :company, :loose, :shipped, 'tightens', {BY}",
        "more than tighten: tolerances.by_kind.margin.pct",
    ),
    (
        f"{ACTIVATE} select :company, :loose, :loose, 'tightens', {BY}",
        "never active",
    ),
    (
        f"{ACTIVATE} select :company, :loose, :shipped, 'rolls_back', {BY}",
        "active before can be gone back to",
    ),
    ("insert into playbook_shipped values (:loose)", "permission denied"),
    ("update cycle set playbook = :loose", "playbook it began with"),
    (
        (
            "insert into cycle (company_id, name, month, step, playbook, opened_at, inputs_due_at)"
            " values (:company, 'x', '2030-01-01', 'inputs', :loose, now(), now())"
        ),
        "begins with the playbook that is active",
    ),
    (
        (
            "insert into work_case (id, company_id, cycle_id, kind, subject_id, graph_version,"
            " playbook, state, rings, seen, revision) select 'x', :company, id, 'cycle', 1, '1',"
            " :loose, 'running', 0, 0, 0 from cycle limit 1"
        ),
        "the playbook of its cycle",
    ),
    ("alter table playbook_activation disable trigger all", "must be owner"),
    ("drop function playbook_loosens", "must be owner"),
]


@pytest.mark.parametrize(("statement", "says"), ATTACKS)
def test_the_application_itself_finds_no_way_around(
    staged: tuple[Office, int], statement: str, says: str
) -> None:
    office, company = staged
    with pytest.raises(DBAPIError, match=says):
        attempt(office, company, statement)


def attempt(office: Office, company: int, statement: str) -> None:
    """As the application's own role, with a looser version kept as anybody may."""
    given = {"company": company, "loose": version(LOOSER), "shipped": version(Playbook())}
    with office.sessions(company) as session:
        playbooks.keep(session, LOOSER)
        wanted = {key: value for key, value in given.items() if f":{key}" in statement}
        session.execute(text(statement), wanted)


def test_no_canary_begins_without_its_approval(staged: tuple[Office, int]) -> None:
    """Nor does a cycle begin with one that is only asked for."""
    with pytest.raises(DBAPIError, match="nobody but its author approved"):
        begin_canary(*staged)


def begin_canary(office: Office, company: int) -> None:
    given = {"company": company, "loose": version(LOOSER), "shipped": version(Playbook())}
    with office.sessions(company) as session:
        playbooks.keep(session, LOOSER)
        session.execute(text(DRAFTED), {"company": company, "loose": given["loose"]})
        session.execute(text(CANARY), given)
        assert canaries.book_for_cycle(session, company) == given["shipped"]
        session.execute(text(STARTED), {"company": company})


DRAFTED = (
    "insert into playbook_draft (company_id, playbook, author_id, why, made_at)"
    " select :company, :loose, id, '', now() from person limit 1"
)
CANARY = (
    "insert into playbook_canary (company_id, draft_id, playbook, before, whole_cycle)"
    " select :company, id, :loose, :shipped, true from playbook_draft"
)
STARTED = (
    "insert into playbook_canary_step (company_id, canary_id, step, by_id, why, at, request_id)"
    " select :company, c.id, 'started', p.id, '', now(), gen_random_uuid()"
    " from playbook_canary c, (select id from person limit 1) p"
)
