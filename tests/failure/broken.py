"""Broken deciders, nodes and outboxes: what the invariants must catch, or they prove nothing.

Each breaks the product inside one child process, in the way a plausible change would.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from gates.chain import link_hash
from gates.gate import Gate
from gates.people import agent
from graphs import posting
from graphs.letters import Written
from graphs.posting import Sending
from graphs.tools import Tools
from mail.letter import Letter, to_message
from runtime import deciding, delivering
from runtime.office import Office
from store import answering, effects, ledger
from store.driver import driver
from tests.failure import two_gates

BETWEEN = "broken.between#1"


def _put(module: Any, name: str, broken: Any) -> None:
    setattr(module, name, broken)


def _commits_between(office: Office, module: Any, name: str) -> None:
    """What was one transaction becomes two, cut before the named function's writes."""
    write = getattr(module, name)

    def late(given: Any, *args: Any, **named: Any) -> Any:
        session = given if isinstance(given, Session) else args[0]
        driver(session).commit()
        office.reached("broken.between")
        return write(given, *args, **named)

    _put(module, name, late)


def keeps_nothing(office: Office) -> None:
    """A receipt is given, and the decision is nowhere."""
    _put(answering, "write", lambda *_args, **_named: None)
    forgets_history(office)


def writes_history_apart(office: Office) -> None:
    _commits_between(office, deciding, "_write_history")


def queues_apart(office: Office) -> None:
    _commits_between(office, Office, "defer")


def forgets_history(office: Office) -> None:
    _put(deciding, "_write_history", lambda *_args: None)


def names_an_agent(office: Office) -> None:
    """The ledger says that an agent decided."""
    append: Any = ledger.append

    def other(*args: Any, **named: Any) -> Any:
        actor = agent("monitor") if named["kind"] == "decided" else named["actor"]
        return append(*args, **(named | {"actor": actor}))

    _put(ledger, "append", other)


def signs_what_stands(office: Office) -> None:
    """The decision is kept under another digest than the person was shown."""
    write = answering.write

    def other(session: Any, request: Any, decision: Any, **named: Any) -> None:
        write(session, request, replace(decision, brief_sha256="0" * 64), **named)

    _put(answering, "write", other)


def sends_in_the_node(office: Office) -> None:
    """The letter leaves while the node runs, whatever became of its gate."""

    def send(tools: Tools, session: Session, written: Written, sending: Sending) -> bool:
        _send_now(office, sending.company_id, written.letter)
        return posting.hold(tools, session, written, sending)

    _put(two_gates, "hold", send)


def makes_a_key_each_time(office: Office) -> None:
    """The letter leaves from the outbox, under a key made at sending."""
    written = delivering.as_letter
    _put(delivering, "as_letter", lambda effect: replace(written(effect), key=str(uuid4())))


def lets_everything_out(office: Office) -> None:
    """The outbox doesn't look at the gate."""
    _put(effects, "gate_allows", lambda *_args: True)


def never_tries_again(office: Office) -> None:
    """An attempt whose process died stays under way."""
    _put(effects, "STUCK_AFTER", timedelta(days=365))


def asks_nobody(office: Office) -> None:
    """The graph pauses at a gate for which no request was opened."""
    ask = two_gates._ask

    def forget(tools: Tools, state: Any, key: str, gate: Gate) -> None:
        if key != "trade_off":
            ask(tools, state, key, gate)

    _put(two_gates, "_ask", forget)


def forks_the_ledger(office: Office) -> None:
    """The head's hash isn't carried on."""
    _put(ledger, "link_hash", lambda _previous, content: link_hash("0" * 64, content))


def _send_now(office: Office, company_id: int, letter: Letter) -> None:
    message = to_message(letter, delivering.sender(office.settings))
    delivering.carrier(office, company_id).send(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A broken product, where its process dies, and which invariant must catch it."""

    breaks: Callable[[Office], None]
    caught_by: str
    script: str = "approved"
    dies_at: str | None = None


MUTANTS: Mapping[str, Mutant] = MappingProxyType(
    {
        mutant.breaks.__name__: mutant
        for mutant in (
            Mutant(breaks=keeps_nothing, caught_by="I1"),
            Mutant(breaks=signs_what_stands, caught_by="I3"),
            Mutant(breaks=lets_everything_out, caught_by="I4", script="returned"),
            Mutant(breaks=sends_in_the_node, caught_by="I8", script="returned"),
            Mutant(breaks=writes_history_apart, caught_by="I5", dies_at=BETWEEN),
            Mutant(breaks=queues_apart, caught_by="I5", dies_at=BETWEEN),
            Mutant(breaks=forgets_history, caught_by="I5"),
            Mutant(breaks=never_tries_again, caught_by="I6", dies_at="deliver.sent#1"),
            Mutant(breaks=makes_a_key_each_time, caught_by="I7"),
            Mutant(breaks=names_an_agent, caught_by="I11"),
            Mutant(breaks=forks_the_ledger, caught_by="I12"),
            Mutant(breaks=asks_nobody, caught_by="I17"),
        )
    }
)
