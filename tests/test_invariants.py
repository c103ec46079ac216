"""Every check of the invariants is shown a violation and must find it; on sound rows none does."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from mail.letter import message_id
from runtime.office import Office
from store import proving
from tests import invariants, stage
from tests.databases import fresh_database
from tests.failure.life import Clock, Life, live
from tests.failure.two_gates import office_at
from tests.invariants import INVARIANTS, MAIL_DOMAIN, Invariant, Seen, broken
from tests.processes import ROOT

CASE = "cycle:whole"
TRADE_OFF = "(select id from request where key = 'trade_off')"
DECIDED = f"(select id from decision where request_id = {TRADE_OFF})"
RUNG = "update work_case set rings = rings + 1, state = 'waiting'"
ANOTHER_DECISION = (
    "insert into decision (id, company_id, request_id, seat_id, person_id, verb, choice, reason,"
    " brief_sha256, channel, decided_at, amount_eur) select gen_random_uuid(), company_id,"
    " request_id, seat_id, person_id, verb, choice, reason, brief_sha256, channel, decided_at,"
    f" amount_eur from decision where id = {DECIDED}"
)
PLANTED: Mapping[str, tuple[str, ...]] = {
    "No decision is missing from the ledger": (
        (
            "delete from ledger_event where kind = 'decided' and seq ="
            " (select max(seq) from ledger_event where kind = 'decided')"
        ),
    ),
    "The ledger tells of no decision that isn't there": (
        f"delete from decision where id = {DECIDED}",
    ),
    "Only people decide, each in their own name": (
        (
            f"update decision set person_id = (select id from person where key = 'henrik')"
            f" where id = {DECIDED}"
        ),
    ),
    "A seat decides once": (
        "drop index uq_decision_standing",
        ANOTHER_DECISION,
    ),
    "Nobody filled two seats of a request": (
        "drop index uq_decision_standing",
        ANOTHER_DECISION,
    ),
    "A decision is bound to a brief that was shown": (
        f"update decision set brief_sha256 = 'unseen' where id = {DECIDED}",
    ),
    "A brief still has the bytes that were signed": (
        "update brief set content = content || '\\x20'::bytea",
    ),
    "What was approved is what stands": (
        (
            "insert into brief (company_id, request_id, version, sha256, content, made_at)"
            " select company_id, request_id, 2, 'newer', content, now() from brief"
            f" where request_id = {TRADE_OFF}"
        ),
        f"update request set brief_sha256 = 'newer' where id = {TRADE_OFF}",
    ),
    "No effect left while its decision was looked at again": (
        (
            "update request r set reopens = e.request_id, outcome = 'returned',"
            " opened_at = e.tried_at - interval '1 hour' from effect e"
            " where e.tried_at is not null and e.request_id <> r.id"
        ),
    ),
    "A condition that lapsed had its time": (
        (
            "insert into condition (company_id, decision_id, request_id, content, until, state,"
            " settled_at) select company_id, id, request_id, '{}', decided_at + interval '1 day',"
            f" 'lapsed', decided_at from decision where id = {DECIDED}"
        ),
    ),
    "What was chosen is what a person chose": (
        f"update request set choice = 'limit_promotion' where id = {TRADE_OFF}",
    ),
    "A closed request was decided or withdrawn": (f"delete from decision where id = {DECIDED}",),
    "Whoever wrote it didn't decide it": (
        (
            f"update decision set person_id = (select id from person where key = 'marta')"
            f" where id = {DECIDED}"
        ),
    ),
    "Who acted for another was allowed to": (
        f"update decision set on_behalf_of_id = 1 where id = {DECIDED}",
    ),
    "No effect left before its gate was decided": (
        f"update request set outcome = 'rejected', choice = null where id = {TRADE_OFF}",
    ),
    "No letter that left was written before its gate was decided": (
        "update ledger_event set seq = seq + 1000 where kind = 'decided'",
    ),
    "No effect was made twice": (
        "alter table effect drop constraint uq_effect_company_id_key",
        "update effect set key = 'the same'",
    ),
    "A waiting request has somebody who may answer": (
        f"update request set closed_at = null, outcome = null where id = {TRADE_OFF}",
    ),
    "A waiting case waits for something that will come": (
        "update work_case set state = 'waiting'",
    ),
    "Nobody is asked twice in another's place": (
        "update ledger_event set kind = 'escalated' where kind = 'letter_written'",
    ),
    "Nobody decides what wasn't asked": (
        "update ledger_event set seq = seq + 1000 where kind = 'asked'",
    ),
    "A done action has its evidence": (
        "alter table action drop constraint ck_action_done_by_evidence",
        (
            "insert into action (company_id, cycle_id, request_id, key, title, deliverable,"
            " owner_id, depends_on, done_when, due_at, original_due_at, state, reminders,"
            " escalations) select company_id, id, gen_random_uuid(), 'x', 'x', 'x', 1, '[]', '{}',"
            " now(), now(), 'done', 0, 0 from cycle"
        ),
    ),
    "A locked plan was approved": (
        (
            "insert into plan_version (company_id, cycle_id, version, scenario_id, request_id,"
            " sha256, locked_at) select company_id, id, 1, 1,"
            " (select id from request where key = 'review'), 'x', now() from cycle"
        ),
    ),
    "Every event of a case says under which rules it happened": (
        (
            "update ledger_event set content = convert_to((convert_from(content, 'UTF8')::jsonb"
            " - 'playbook')::text, 'UTF8') where kind = 'decided'"
        ),
    ),
    "The ledger is whole": ("update ledger_event set content = content || '\\x20' where seq = 2",),
}
SEEN: Mapping[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "_lost": ((), {"acknowledged": {uuid4(): ("approve", "x")}}),
    "_badly_closed": (
        (f"update request set closed_at = null, outcome = null where id = {TRADE_OFF}",),
        {},
    ),
    "_unqueued": ((RUNG,), {}),
    "_left_unlooked": ((RUNG,), {}),
    "_failed": (("update work_case set state = 'failed'",), {}),
    "_stuck": (("update effect set state = 'sending'",), {}),
    "_foreign_keys": ((), {"received": ("<nobody@sopwith.example>",)}),
    "_never_arrived": ((), {"received": ()}),
    "_arrived_unapproved": (
        (f"update request set outcome = 'rejected', choice = null where id = {TRADE_OFF}",),
        {},
    ),
    "_unreachable": ((), {"paused_at": frozenset({(CASE, "executive_lock")})}),
    "_passed_unnoticed": ((), {"paused_at": frozenset({(CASE, "trade_off")})}),
}
"""What our tables alone don't tell: rows and sights that no sound run could leave."""


@pytest.fixture(scope="module")
def whole(server: URL) -> Iterator[tuple[Office, int]]:
    """A case lived to its end, with nothing wrong."""
    with fresh_database(server) as url:
        clock = Clock(stage.NOW)
        office = office_at(url, now=clock.now)
        company_id = stage.set_up_company(office)
        live(
            office,
            clock,
            Life(company_id=company_id, case_id=CASE, script="approved", number=0),
            lambda _receipt: None,
        )
        yield office, company_id
        office.close()


def after(
    office: Office, company_id: int, statements: Iterable[str], **saw: Any
) -> tuple[dict[str, list[str]], dict[str, list[str]], Seen]:
    """What stands against the invariants and the promises once these were done to sound rows."""
    with Session(office.engine) as session:
        keys = session.scalars(text("select key from effect"))
        received = [message_id(key, MAIL_DOMAIN) for key in keys]
        given: dict[str, Any] = {"received": received} | saw
        seen = Seen(at=stage.NOW, **given)
        session.execute(text("set local session_replication_role = replica"))
        for statement in statements:
            session.execute(text(statement))
        found = broken(session, company_id, seen, at_rest=True)
        promises = {
            proof.promise: list(proof.offenders) for proof in proving.prove(session, company_id)
        }
        session.rollback()
    return found, {promise: against for promise, against in promises.items() if against}, seen


def test_sound_rows_break_nothing(whole: tuple[Office, int]) -> None:
    found, promises, _ = after(*whole, ())
    assert found == {}
    assert promises == {}


def test_every_promise_is_planted_against() -> None:
    assert set(PLANTED) == set(proving.CHECKS)


@pytest.mark.parametrize("promise", PLANTED)
def test_a_planted_violation_is_found(whole: tuple[Office, int], promise: str) -> None:
    _, promises, _ = after(*whole, PLANTED[promise])
    assert promise in promises


def test_every_sight_is_planted_against() -> None:
    own = {name for name in vars(invariants) if name.startswith("_") and name in CHECK_NAMES}
    assert set(SEEN) == own


@pytest.mark.parametrize("check", SEEN)
def test_a_planted_sight_is_found(whole: tuple[Office, int], check: str) -> None:
    statements, saw = SEEN[check]
    found, _, _ = after(*whole, statements, **saw)
    assert set(found) & {n for n, one in INVARIANTS.items() if check in names_of(one)}


def names_of(invariant: Invariant) -> set[str]:
    return {check.__name__ for check in invariant.always + invariant.rested}


CHECK_NAMES = set[str]().union(*map(names_of, INVARIANTS.values()))


def test_every_promise_of_rows_belongs_to_an_invariant_or_to_planning() -> None:
    """A promise nobody numbers is one nobody looks at after a failure."""
    told = (ROOT / "tests/invariants.py").read_text(encoding="utf-8")
    elsewhere = {"A done action has its evidence"}
    assert [one for one in proving.CHECKS if one not in told and one not in elsewhere] == []


@pytest.mark.parametrize("number", INVARIANTS)
def test_an_invariant_is_checked_or_shown(number: str) -> None:
    one = INVARIANTS[number]
    assert one.always or one.rested or one.shown_by
    for test in one.shown_by:
        path, name = test.split("::")
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), test
