"""The kept ledger: gap-free under racing writers, append-only, verifiable from its export."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from gates import playbook
from gates.chain import first_break
from gates.people import SYSTEM, Actor, Role, agent, person
from runtime.office import Office
from store import cases, export, ledger
from store.ledger import Occasion
from store.tables.people import PersonRow
from tests import stage


@pytest.fixture
def office(empty_database: URL) -> Iterator[Office]:
    opened = stage.office_at(empty_database)
    yield opened
    opened.close()


@pytest.fixture
def company_id(office: Office) -> int:
    company_id = stage.set_up_company(office)

    def write(number: int) -> None:
        with office.sessions(company_id) as session:
            ledger.append(
                session,
                stage.nowhere(company_id),
                at=stage.NOW,
                kind="told",
                actor=SYSTEM,
                subject=f"n:{number}",
            )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(40)))
    return company_id


def test_racing_writers_leave_one_whole_chain(office: Office, company_id: int) -> None:
    with office.sessions(company_id) as session:
        links = list(ledger.links(session, company_id))
        assert len(links) == 40
        assert first_break(links, ledger.head(session, company_id)) is None


@pytest.mark.parametrize(
    "tampering",
    [
        "update ledger_event set kind = 'x' where seq = 3",
        "delete from ledger_event where seq = 3",
        "truncate ledger_event",
    ],
)
def test_the_database_refuses_to_change_history(
    office: Office, company_id: int, tampering: str
) -> None:
    with pytest.raises(DBAPIError, match="append-only"), office.unfenced() as session:
        session.execute(text(tampering))


def test_an_export_reads_back_whole(office: Office, company_id: int, tmp_path: Path) -> None:
    with office.sessions(company_id) as session:
        assert export.write(session, company_id, tmp_path) == 40
    links, head = export.read(tmp_path)
    assert first_break(links, head) is None


@pytest.mark.parametrize("kind", ["change", "remove", "reorder", "cut"])
def test_a_tampered_export_is_found(
    office: Office, company_id: int, tmp_path: Path, kind: str
) -> None:
    with office.sessions(company_id) as session:
        export.write(session, company_id, tmp_path)
    events = tmp_path / export.EVENTS
    lines = events.read_text().splitlines()
    if kind == "change":
        said = json.loads(lines[4])
        lines[4] = json.dumps(said | {"content": said["content"].replace("told", "sold")})
    elif kind == "remove":
        del lines[4]
    elif kind == "reorder":
        lines[4], lines[5] = lines[5], lines[4]
    else:
        del lines[30:]
    events.write_text("\n".join(lines) + "\n")
    links, head = export.read(tmp_path)
    assert first_break(links, head) is not None


def events(office: Office, company_id: int) -> list[dict[str, Any]]:
    with office.sessions(company_id) as session:
        return [json.loads(link.content) for link in ledger.links(session, company_id)]


def tell(office: Office, occasion: Occasion, actor: Actor) -> None:
    with office.sessions(occasion.company_id) as session:
        ledger.append(
            session, occasion, at=stage.NOW, kind="told", actor=actor, subject=f"about {actor.key}"
        )


def test_an_event_says_under_which_rules_it_happened(office: Office) -> None:
    company_id = stage.set_up_company(office)
    case = stage.case_row(office, company_id)
    with office.sessions(company_id) as session:
        cases.open_case(session, case)
    tell(office, ledger.in_case(company_id, case.id), agent("monitor"))
    (event,) = events(office, company_id)
    assert event["channel"] == "worker"
    assert event["playbook"] == playbook.version(playbook.Playbook())
    assert event["graph"] == "cycle/1"
    assert event["brief_sha256"] is None
    assert event["actor"] == {"kind": "agent", "key": "monitor"}


def test_a_person_is_named_as_they_were_known_then(office: Office) -> None:
    company_id = stage.set_up_company(office)
    ines = person("ines", Role.COO)
    tell(office, stage.nowhere(company_id), ines)
    with office.unfenced() as session:
        session.query(PersonRow).filter_by(key="ines").update({"name": "Ines M. Weber"})
    tell(office, stage.nowhere(company_id), ines)
    names = [event["actor"]["name"] for event in events(office, company_id)]
    assert names == ["Ines Moreau", "Ines M. Weber"]
    assert events(office, company_id)[0]["actor"]["role"] == "coo"


def test_history_of_no_case_that_is_there_is_refused(office: Office) -> None:
    company_id = stage.set_up_company(office)
    with pytest.raises(ledger.NoSuchCase):
        tell(office, ledger.in_case(company_id, "cycle:none"), SYSTEM)
    assert events(office, company_id) == []


def test_a_folder_without_an_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(export.NotALedgerExport):
        export.read(tmp_path)
