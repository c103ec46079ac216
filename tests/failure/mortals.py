"""Processes that die where told: `python -m tests.failure.mortals DATABASE_URL SMTP_PORT`.

LangGraph takes a second to import, so one process imports everything and forks a child for each
life. An order is a line of JSON on its input, a fate one on its output. A child writes every
receipt to a pipe once it has it, so a receipt in the pipe is one that a person was given.

Places to die at are every point the code names, and every round trip to the database: just after
the server answered, before anybody knows. Nothing is on the disk between two of them that isn't
after the first.
"""

import gc
import json
import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from runtime.checkpoints import Graphs
from runtime.deciding import Receipt
from runtime.office import Office
from tests import stage
from tests.failure.broken import MUTANTS
from tests.failure.life import Clock, Life, live
from tests.failure.two_gates import BUILDERS, office_at

PATIENCE_S = 30


class Places:
    """Counts the places a life comes by, and dies at the one it is told to."""

    def __init__(self, dies_at: str | None) -> None:
        self._dies_at = dies_at
        self._counts = Counter[str]()
        self.passed: list[str] = []

    def reached(self, name: str) -> None:
        self._counts[name] += 1
        place = f"{name}#{self._counts[name]}"
        self.passed.append(place)
        if place == self._dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


def watch_round_trips(reached: Callable[[str], None]) -> None:
    """Every statement and commit of every connection passes here, SQLAlchemy's and the saver's."""
    answered = psycopg.Connection.wait

    def wait(connection: Any, *args: Any, **named: Any) -> Any:
        got = answered(connection, *args, **named)
        reached("round_trip")
        return got

    setattr(psycopg.Connection, "wait", wait)  # noqa: B010 its type is the library's own affair


def be_born(order: dict[str, Any], parent: Office, receipts: int) -> list[str]:
    """Live; hands over the places passed, if it lives to do so."""
    places = Places(order["dies_at"])
    life = Life(**order["life"])
    clock = Clock(life.begins_at)
    signal.alarm(PATIENCE_S)
    parent.engine.dispose(close=False)
    office = replace(
        parent,
        graphs=Graphs(parent.conninfo, BUILDERS),
        now=clock.now,
        reached=places.reached,
    )
    watch_round_trips(places.reached)

    def acknowledge(receipt: Receipt) -> None:
        made = receipt.decision
        told = [str(made.decision_id), made.verb.value, made.brief_sha256]
        os.write(receipts, json.dumps(told).encode() + b"\n")

    if order["broken"]:
        MUTANTS[order["broken"]].breaks(office)
    live(office, clock, life, acknowledge)
    return places.passed


def fate_of(order: dict[str, Any], parent: Office) -> dict[str, Any]:
    """Fork a child, wait for its end, and say what became of it."""
    reading, receipts = os.pipe()
    told, telling = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(telling, json.dumps(be_born(order, parent, receipts)).encode())
        except BaseException:  # noqa: BLE001 a child must not go on as its parent
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(receipts)
    os.close(telling)
    with os.fdopen(told) as last_words, os.fdopen(reading) as given:
        passed = last_words.read()
        acknowledged = [json.loads(line) for line in given if line.endswith("\n")]
    _, status = os.waitpid(child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "passed": json.loads(passed) if passed else [],
        "receipts": acknowledged,
    }


def warmed_up(url: str, smtp_port: int) -> Office:
    """An office that has lived once, so that its children needn't learn everything anew."""
    clock = Clock(stage.NOW)
    office = office_at(make_url(url), now=clock.now, smtp_host="127.0.0.1", smtp_port=smtp_port)
    life = Life(
        company_id=stage.set_up_company(office), case_id="warm", script="returned", number=0
    )
    live(office, clock, life, lambda _receipt: None)
    office.graphs.close()
    office.engine.dispose()
    return office


if __name__ == "__main__":
    _, url, port = sys.argv
    parent = warmed_up(url, int(port))
    gc.freeze()  # looking through what all share would copy it into every child
    gc.disable()
    for line in sys.stdin:
        print(json.dumps(fate_of(json.loads(line), parent)), flush=True)
