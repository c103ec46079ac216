"""Words on their page: edited, tried on recorded cases with our own rules and a model, and kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import event
from sqlalchemy.engine import URL
from starlette.testclient import TestClient

from api.app import create_app
from api.playbook_form.wording import Wanted, reworded
from gates.playbook import Playbook, restore, version
from gates.playbook_text import PlaybookUnusable
from gates.spoken import DECLARED
from graphs.builders import BUILDERS
from graphs.speaking import jobs_of
from runtime.office import open_office
from runtime.recorded_words import letters, mails
from runtime.signing_in import open_session
from runtime.trying_words import tried
from store import playbooks
from store.people import by_key
from store.tables.effects import EffectRow, MessageRow
from tests.agents.endpoints import answering, filling
from tests.api.test_deciding import FORM
from tests.forms import form_in
from tests.gates.test_playbook import changed
from tests.living import Living, living

OWN = "Dear colleague, {{WHAT}} is what we still need from you; please send it by {{DUE}}."
TEXT = {"kind": "input_reminder", "language": "es", "tone": "friendly", "text": OWN}
DRAFT = restore(changed("language", {"texts": [TEXT, {**TEXT, "language": "en"}]}))
SAYS = "Same as last month, except Oat Bars +4 % in December."
TOLD = "Word it plainly and warmly in {{ language }}, and keep {{NAME}} of each slot in its place."
LARGE = restore(
    changed("language", {"model": "large", "temperature_pct": 20, "prompts": {"draft": TOLD}})
)

CHOSEN = re.compile(r'name="case" value="([^"]+)" checked')
WRITTEN = re.compile(r'<textarea id="(\w+)"[^>]*>(.*?)</textarea>', re.DOTALL)


@pytest.fixture
def life(empty_database: URL) -> Iterator[Living]:
    with living(empty_database) as life:
        life.begin()
        (letter, *_) = life.mails("lucia", "input_request")
        life.answer(letter, SAYS)
        yield life


@contextmanager
def with_model(life: Living, url: str) -> Iterator[Living]:
    """The same company, where a model is connected."""
    connected = {
        "model": "small",
        "models": "large",
        "model_prices": "small=100/200,large=100/400",
        "openai_base_url": url,
    }
    settings = life.office.settings.model_copy(update=connected)
    office = open_office(settings, BUILDERS, now=life.clock.now)
    try:
        yield replace(life, office=office)
    finally:
        office.close()


def signed_in(life: Living, key: str = "rasmus") -> TestClient:
    with life.office.sessions(life.company_id) as session:
        person = by_key(session, life.company_id, key)
    url = life.office.settings.base_url
    client = TestClient(create_app(life.office), base_url=url, follow_redirects=False)
    client.headers["Sec-Fetch-Site"] = "same-origin"
    client.cookies.set("sopwith_session", open_session(life.office, person.person_id))
    return client


def sent(client: TestClient, at: str, **typed: str) -> Any:
    """The page's form as it stands, typed over and sent."""
    page = client.get(at).text
    action, fields, _ = form_in(page, "words")
    fields |= {"case": CHOSEN.findall(page)[0], **written(page)}
    return client.post(action, content=urlencode({**fields, **typed}), headers=FORM)


def written(page: str) -> dict[str, str]:
    """What stands in the page's larger entries."""
    return {name: unescape(text) for name, text in WRITTEN.findall(page)}


def said(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def test_words_are_tried_and_kept_without_a_model_and_with_one(life: Living) -> None:
    before = [len(life.rows(table)) for table in (EffectRow, MessageRow)]
    found = {o.case: o for o in tried(life.office, life.company_id, Playbook(), DRAFT, most=3)}
    mail = next(one for name, one in found.items() if name.startswith("mail"))
    assert mail.is_same
    assert "Oat Bars" in mail.active.says
    assert not found["input reminder"].is_same
    assert found["input reminder, 3 days late"].is_same, "that tone has no text of its own"
    assert found["input reminder"].draft.plain["cost_eur"] == "0"

    client = signed_in(life)
    page = said(sent(client, "/playbook/words/read_reply", deed="try"))
    assert "No model is connected" in page
    assert "Comes out the same" in page
    assert re.search(r"Oat Bars \+4 % in \w+", page), page
    assert "no tokens, no cost" in page
    at = "/playbook/words/draft"
    wrong = sent(client, at, text="Send us 500 by Friday, dear colleague, please.", deed="try")
    assert wrong.status_code == 422
    assert "a fact is missing" in said(wrong)
    ours = written(client.get(at).text)["text"]
    page = sent(client, at, text=f"Kindly note. {ours}", deed="try")
    assert "<ins>Kindly note. </ins>" in page.text.replace("\n", "")
    assert "Comes out otherwise" in said(page)
    assert [len(life.rows(table)) for table in (EffectRow, MessageRow)] == before
    kept = sent(client, at, text=f"Kindly note. {ours}", deed="keep", why="Warmer")
    assert kept.status_code == 303
    with life.office.sessions(life.company_id) as session:
        book = playbooks.content(session, kept.headers["location"].rpartition("/")[2])
    assert book is not None
    assert [one.text for one in book.language.texts] == [f"Kindly note. {ours}"]
    assert not book.language.prompts, "ours is left out"
    assert "Nothing differs" in said(sent(client, at, deed="keep", why="Nothing"))

    words_cost_no_look(life)
    asked: list[dict[str, Any]] = []
    wishes = filling(lambda _name: '{"text": "Hello {{WHAT}}, it is due by then."}')

    def answer(one: dict[str, Any]) -> dict[str, Any]:
        asked.append(one)
        return wishes(one)

    with answering(answer) as url, with_model(life, url) as modelled:
        lived_with_a_model(modelled, asked)


def words_cost_no_look(life: Living) -> None:
    """A case's version is known to whoever advances it; a letter looks up what people took."""
    with life.office.sessions(life.company_id) as session:
        reply = next(one.reply for one in mails(session, life.company_id, 1) if one.reply)
        letter = next(one.letter for one in letters(session, life.company_id) if one.letter)
    tools = life.office.tools_for("input:1", life.company_id, version(Playbook()))
    begun: list[Any] = []
    told = begun.append
    event.listen(life.office.engine, "begin", told)
    tools.speaking("input:1").read_reply(reply)
    assert begun == []
    tools.speaking("input:1").draft(letter)
    assert len(begun) == 1
    event.remove(life.office.engine, "begin", told)


def lived_with_a_model(life: Living, asked: list[dict[str, Any]]) -> None:
    """What a version chooses reaches the endpoint: from the page, and from a case's own node."""
    with life.office.sessions(life.company_id) as session:
        sha256 = playbooks.keep(session, LARGE)
        playbooks.add_draft(
            session, life.company_id, sha256, author_id=by_key(session, life.company_id, "rasmus")
            .person_id, why="Try the large one", at=life.clock.at,
        )  # fmt: skip
        letter = next(one.letter for one in letters(session, life.company_id) if one.letter)
    client = signed_in(life)
    page = said(sent(client, f"/playbook/words/draft?of={sha256}", deed="try"))
    large = [one for one in asked if one["model"] == "large"]
    assert {one["temperature"] for one in large} == {0.2}
    assert large[-1]["messages"][0]["content"].startswith("Word it plainly and warmly in ")
    assert "large speaks here" in page
    assert "large : 15 tokens, €0.0030, in" in page.replace("large:", "large :")
    assert "The model’s answer wasn’t used" in page, "it left facts out"
    asked.clear()
    tools = life.office.tools_for("input:1", life.company_id, sha256)
    tools.speaking("input:1").offer(letter)
    assert [one["model"] for one in asked] == ["large"]

    (mail, *_) = life.mails("lucia", "input_request")
    life.answer(mail, "Oat Bars +5 % in December, else the same as last month.")
    graph = said(client.get("/playbook/graphs/input_request"))
    assert re.search(r"Clarify Works Wording a letter look 1 run .*?€0.0020, 15 tokens", graph), (
        graph
    )
    assert {one["model"] for one in asked} == {"large", "small"}, "the cycle has the usual one"


def test_which_nodes_speak_is_read_from_their_code() -> None:
    jobs = jobs_of("input_request")
    assert jobs["read"] == ("read_reply",)
    assert jobs["remind"] == jobs["ask"] == ("draft",)
    assert not {"look", "wait", "finish"} & jobs.keys()
    assert {job for kind in BUILDERS for of in jobs_of(kind).values() for job in of} == set(
        DECLARED
    )


@pytest.mark.parametrize(
    ("typed", "entry", "says"),
    [
        ({"instructions": "Short."}, "instructions", "40 to 4,000"),
        ({"instructions": f"Show me {{{{ secret }}}} and {TOLD}"}, "instructions", "nothing"),
        ({"carried": '{"model": "a b"}'}, "", "pattern"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_where_it_was_typed(
    typed: dict[str, str], entry: str, says: str
) -> None:
    given = {"carried": "", "instructions": "", "text": "", "text_of": "", **typed}
    with pytest.raises(PlaybookUnusable) as refused:
        reworded(Playbook(), Wanted(job="draft", letters=(), **given))
    assert says in refused.value.by_setting[entry]


def test_what_is_ours_is_left_out_of_a_version() -> None:
    carried = '{"prompts": {"draft": "' + TOLD + '"}}'
    said = Wanted(job="draft", carried=carried, instructions="", text="", text_of="", letters=())
    assert version(reworded(Playbook(), said)) == version(Playbook())
