"""An action's owner answers on its page: the form found there, the case that takes it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from gates.evidence import restore_predicate
from runtime.recorded_words import mails
from runtime.signing_in import open_session
from store.tables.actions import ActionRow, ActionUpdateRow
from store.tables.effects import MessageRow
from store.tables.people import PersonRow
from tests.graphs.test_cycle import proofs
from tests.living import Living

FORM = re.compile(r"<form.*?</form>", re.DOTALL)


@dataclass(slots=True)
class Part(HTMLParser):
    """One of the page's forms, by what it says, as a browser would send it back."""

    doing: str
    action: str = ""
    fields: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def of(cls, page: str, doing: str) -> "Part":
        (own,) = [one for one in FORM.findall(page) if f'name="doing" value="{doing}"' in one]
        part = cls(doing)
        HTMLParser.__init__(part)
        part.feed(own)
        return part

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.action = said.get("action", self.action)
        if tag in {"input", "select", "textarea"} and said.get("type") != "file":
            self.fields[said["name"]] = said.get("value", "")
        if tag == "option" and "selected" in said:
            self.fields["to"] = said["value"]

    def handle_data(self, data: str) -> None:
        if self.lasttag == "textarea":
            self.fields["reason"] = self.fields["reason"] or data


@pytest.fixture
def life(at: Callable[[str], Living]) -> Living:
    """A published plan, whose first actions have been asked of their owners."""
    lived = at("execution")
    lived.wait(hours=1)
    return lived


@pytest.fixture
def client(life: Living) -> Iterator[TestClient]:
    base_url = life.office.settings.base_url
    with TestClient(create_app(life.office), base_url=base_url, follow_redirects=False) as opened:
        opened.headers["Sec-Fetch-Site"] = "same-origin"
        yield opened


def key_of(life: Living, person_id: int) -> str:
    return next(row.key for row in life.rows(PersonRow) if row.id == person_id)


def sign_in(life: Living, client: TestClient, key: str) -> None:
    person = next(row.id for row in life.rows(PersonRow) if row.key == key)
    client.cookies.set("sopwith_session", open_session(life.office, person))


def counted(life: Living) -> ActionRow:
    """An action that a number closes, at its turn."""
    return next(
        row
        for row in life.rows(ActionRow)
        if row.state == "assigned" and row.done_when["kind"] == "confirmed_quantity"
    )


def now(life: Living, action: ActionRow) -> ActionRow:
    return next(row for row in life.rows(ActionRow) if row.id == action.id)


def say(life: Living, client: TestClient, action: ActionRow, doing: str, **said: Any) -> Any:
    """Submit that part of the form as it stands on the page."""
    page = client.get(f"/actions/{action.id}").text
    form = Part.of(page, doing)
    files = said.pop("files", None)
    assert set(said) <= {*form.fields}, form.fields
    got = client.post(form.action, data=form.fields | said, files=files)
    life.settle()
    return got


def history(life: Living, action: ActionRow) -> list[str]:
    return [row.kind for row in life.rows(ActionUpdateRow) if row.action_id == action.id]


def test_too_little_then_enough(life: Living, client: TestClient) -> None:
    action = counted(life)
    wanted = restore_predicate(action.done_when)
    assert wanted.at_least is not None
    assert wanted.by is not None
    sign_in(life, client, key_of(life, action.owner_id))
    assert say(life, client, action, "begin").status_code == 303
    assert now(life, action).state == "in_progress"
    assert "I’m on it" not in client.get(f"/actions/{action.id}").text
    day = wanted.by.isoformat()
    say(life, client, action, "done", quantity=str(int(wanted.at_least) - 1), day=day)
    assert now(life, action).state != "done"
    said = say(
        life, client, action, "done", quantity=f"{int(wanted.at_least)}", day=day,
        reason="Order 4711.", files={"file": ("order.pdf", b"%PDF-1.7", "application/pdf")},
    )  # fmt: skip
    assert said.status_code == 303
    done = now(life, action)
    assert (done.state, done.evidence and done.evidence["by"]) == ("done", day)
    page = client.get(f"/actions/{action.id}").text
    assert "Order 4711." in page
    assert "With the file order.pdf." in page
    assert "Your answer" not in page
    assert proofs(life) == []


def test_another_day_keeps_the_first(life: Living, client: TestClient) -> None:
    action = counted(life)
    sign_in(life, client, key_of(life, action.owner_id))
    later = (action.due_at + timedelta(days=3)).date()
    say(life, client, action, "move", day=later.isoformat(), reason="The line stands still.")
    moved = now(life, action)
    assert moved.due_at.date() == later
    assert moved.original_due_at == action.original_due_at
    assert "date_moved" in history(life, action)


def test_handed_over_and_blocked(life: Living, client: TestClient) -> None:
    action = counted(life)
    owner = key_of(life, action.owner_id)
    other = next(row.key for row in life.rows(PersonRow) if row.key != owner)
    sign_in(life, client, owner)
    say(life, client, action, "block", reason="No buyer is in.")
    assert now(life, action).state == "blocked"
    say(life, client, action, "hand_over", to=other)
    assert key_of(life, now(life, action).owner_id) == owner
    page = client.get(f"/actions/{action.id}").text
    assert "is asked to take it over, until" in page
    assert 'value="hand_over"' not in page, "one colleague at a time"
    sign_in(life, client, other)
    page = client.get(f"/actions/{action.id}").text
    assert "asks whether you take this over" in page
    assert "Your answer" not in page
    taken = {"doing": "take", "answer_id": "0" * 32, "reason": "Gladly."}
    for _ in range(2):
        assert client.post(f"/actions/{action.id}/answers", data=taken).status_code == 303
    assert key_of(life, now(life, action).owner_id) == other
    life.settle()
    assert "Your answer" in client.get(f"/actions/{action.id}").text
    sign_in(life, client, owner)
    refused = client.post(f"/actions/{action.id}/answers", data=taken)
    assert refused.status_code == 409
    assert "Nobody asks you to take this action over" in refused.text


@pytest.mark.parametrize(
    ("doing", "said", "words"),
    [
        ("done", {"quantity": ""}, "Say the number that closes this action."),
        ("done", {"quantity": "1e999"}, "Write the number in digits"),
        ("done", {"quantity": "NaN"}, "Write the number in digits"),
        ("done", {"quantity": "5", "day": ""}, "Say by which day."),
        ("done", {"quantity": "5", "day": "31.12."}, "Write the day as"),
        ("move", {"day": "2020-01-01", "reason": "kept words"}, "Say a day to come."),
        ("move", {"day": ""}, "Say a day to come."),
        ("hand_over", {"to": ""}, "There is no such person"),
        ("block", {"reason": "  "}, "Say what stands in the way."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    life: Living, client: TestClient, doing: str, said: dict[str, str], words: str
) -> None:
    action = counted(life)
    sign_in(life, client, key_of(life, action.owner_id))
    before = len(life.rows(MessageRow))
    got = say(life, client, action, doing, **said)
    assert got.status_code == 422
    assert words in got.text
    form = Part.of(got.text, doing)
    assert {name: form.fields[name].strip() for name in said} == {
        name: value.strip() for name, value in said.items()
    }
    assert (len(life.rows(MessageRow)), now(life, action).state) == (before, "assigned")


def test_nobody_else_and_nothing_twice(life: Living, client: TestClient) -> None:
    action = counted(life)
    owner = key_of(life, action.owner_id)
    sign_in(life, client, owner)
    page = client.get(f"/actions/{action.id}").text
    form = Part.of(page, "block")
    said = form.fields | {"reason": "No steel."}
    before = len(life.rows(MessageRow))
    for _ in range(2):
        assert client.post(form.action, data=said).status_code == 303
    assert len(life.rows(MessageRow)) == before + 1
    with life.office.sessions(life.company_id) as session:
        recorded = next(mails(session, life.company_id, 1))
    assert recorded.about == action.title, "to try words on"
    assert "No steel." in recorded.text
    other = next(row.key for row in life.rows(PersonRow) if row.key != owner)
    sign_in(life, client, other)
    assert "Your answer" not in client.get(f"/actions/{action.id}").text
    refused = client.post(form.action, data=said | {"reason": "Mine."})
    assert refused.status_code == 403
    assert "Only its owner answers for an action." in refused.text
    waiting = next(row for row in life.rows(ActionRow) if row.state == "waiting")
    sign_in(life, client, key_of(life, waiting.owner_id))
    early = client.post(f"/actions/{waiting.id}/answers", data=said)
    assert early.status_code == 409
    assert "you are asked when it is" in early.text
