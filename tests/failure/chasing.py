"""Lives of chasing that end where told: `python -m tests.failure.chasing SMTP_PORT`.

An order is a line of JSON on its input: a database, a company, what happens in it, and places to
die at, one for each process that has it in hand. The fates, a line on its output, say how each
ended and how far it came. Two processes at once are two orders in one line.
"""

import base64
import gc
import json
import os
import signal
import sys
import traceback
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.orm import Session

from graphs.builders import BUILDERS
from runtime.advancing import advance
from runtime.delivering import deliver
from runtime.office import Office, open_office
from runtime.receiving import receive
from runtime.settings import Settings
from runtime.sweeping import sweep
from store import cases
from store.advancing import CaseBusy, CaseMovedOn
from store.tables.effects import EffectRow
from tests.failure.mortals import PATIENCE_S, Places, watch_round_trips
from tests.living import MAIL_SERVER, ROUNDS_MAX, SECRET, Clock

NOWHERE = "postgresql+psycopg://nobody@localhost/nothing"
A_WHILE = timedelta(minutes=2)
"""After which what a dead process had in hand is taken over."""


def office_of(url: str, smtp_port: int, clock: Clock) -> Office:
    settings = Settings(
        database_url=url,
        secret_key=SecretStr(SECRET),
        mail_authserv_id=MAIL_SERVER,
        smtp_host="127.0.0.1",
        smtp_port=smtp_port,
    )
    return open_office(settings, BUILDERS, now=clock.now)


def live(order: dict[str, Any], smtp_port: int, progress: int) -> list[str]:
    """Go on from the event a dead one was at; hands over the places passed."""
    places = Places(order["dies_at"])
    signal.alarm(PATIENCE_S)
    clock = Clock()
    office = replace(office_of(order["url"], smtp_port, clock), reached=places.reached)
    watch_round_trips(places.reached)
    for number, event in enumerate(order["events"]):
        if number < order["first"]:
            continue
        os.write(progress, f"{number}\n".encode())
        clock.at = datetime.fromisoformat(event["at"]) + A_WHILE * order["number"]
        if event["mail"]:
            receive(office, base64.b64decode(event["mail"]))
        settle(office, clock)
    return places.passed


def settle(office: Office, clock: Clock) -> None:
    """All there is to do; what another process has in hand is left to it."""
    for _ in range(ROUNDS_MAX):
        sweep(office)
        with office.unfenced() as session:
            unseen, due = cases.unseen_cases(session), leaving(session, clock)
        moved = [advanced(office, *case) for case in unseen]
        moved += [delivered(office, *effect) for effect in due]
        if not any(moved):
            return
    raise AssertionError("it doesn't come to rest")


def leaving(session: Session, clock: Clock) -> list[tuple[int, int]]:
    """Letters that may leave by now, those in a dead process's hands too."""
    found = select(EffectRow.id, EffectRow.company_id).where(
        EffectRow.state.in_(("held", "sending")), EffectRow.held_until <= clock.at
    )
    return [(effect_id, company_id) for effect_id, company_id in session.execute(found)]


def delivered(office: Office, effect_id: int, company_id: int) -> bool:
    deliver(office, effect_id, company_id)
    with office.unfenced() as session:
        return session.get_one(EffectRow, effect_id).state == "sent"


def advanced(office: Office, case_id: str, company_id: int) -> bool:
    try:
        advance(office, case_id, company_id)
    except (CaseBusy, CaseMovedOn):
        return False
    return True


def begun(order: dict[str, Any], smtp_port: int) -> tuple[int, int, int]:
    """A child that lives; hands over its id and what it tells of how far it came."""
    reading, progress = os.pipe()
    told, telling = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(telling, json.dumps(live(order, smtp_port, progress)).encode())
        except BaseException:  # noqa: BLE001 a child must not go on as its parent
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(progress)
    os.close(telling)
    return child, reading, told


def ended(child: int, reading: int, told: int) -> dict[str, Any]:
    with os.fdopen(told) as last_words, os.fdopen(reading) as came:
        passed = last_words.read()
        events = [int(line) for line in came]
    _, status = os.waitpid(child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "passed": json.loads(passed) if passed else [],
        "came_to": events[-1] if events else 0,
    }


if __name__ == "__main__":
    port = int(sys.argv[1])
    office_of(NOWHERE, port, Clock()).language()  # loads what every child needs
    gc.freeze()
    gc.disable()
    for line in sys.stdin:
        lives = [begun(order, port) for order in json.loads(line)]
        print(json.dumps([ended(*one) for one in lives]), flush=True)
