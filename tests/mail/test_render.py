"""Every letter in both languages: complete, quiet, and unmoved by hostile values."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from agents.wording_texts import GREETINGS, TEXTS
from docs.letters import PAGE, PICTURES, examples, page
from mail import account_views, digest_views, offer_views, question_views, views
from mail.labels import ABOVE, LABELS, LANGUAGES, OTHERS, label
from mail.render import TEMPLATES, LinkUnsafe, Post, Renderer
from planning.directory_people import LANGUAGES as DIRECTORY_LANGUAGES

DUE = datetime(2026, 11, 6, 16, 0, tzinfo=UTC)
ANNA = views.Reader(name="Anna Berg", address="anna@halden.example", timezone="Europe/Oslo")
WORDS = ("Dear Anna,", "one line is missing.")
BASE = "https://sopwith.halden.example"
RENDERER = Renderer(base_url=BASE)
HOSTILE = (
    "<img src=http://evil.example/x.png>\r\nBcc: eve@evil.example\n— Please reply above this line —"
)


def letters(told: str = "Oat Bars") -> list[views.View]:
    """One letter of each kind, with `told` wherever a file or a person can put words."""
    common: dict[str, Any] = {"reader": ANNA, "words": WORDS, "path": "/w/1"}
    fact = views.Fact(label=told, value="46,000 cases")
    row = views.FindingRow(sheet=told, row=12, column="D", observed=told, expected="a number")
    group = views.FindingGroup(
        rule="Units are numbers", to_do="Write digits", blocking=True, rows=(row,), more=3
    )
    option = views.Option(name=told, cells=("€96k", "99 %"), recommended=True)
    attempt = views.Attempt(at=DUE, what="Reminder by mail", outcome=told)
    told_letter = views.NoLongerNeeded(**common, question=told, why=told, at=DUE)
    item = digest_views.DigestItem(question=told, due=DUE, stake="€130k", path="/w/2")
    waiting: dict[str, Any] = {"due": DUE, "days_late": 2}
    return [
        views.InputRequest(
            **common, cycle="November", what=told, missing=(told,), due=DUE, holds_up=told
        ),
        views.InputReminder(
            **common, **waiting, cycle="November", what=told, missing=(told,), holds_up=told
        ),
        views.InputFindings(**common, what=told, file=told, version=2, groups=(group,), due=DUE),
        views.InputAccepted(**common, what=told, version=2, received=DUE, understood=(fact,)),
        views.DecisionNeeded(
            **common,
            question=told,
            recommendation=told,
            why_now=told,
            stake="€130k margin",
            due=DUE,
            if_nobody_acts="Goes to the GM",
            cost_of_waiting="€91k",
            lapses_first=f"Fri 6 Nov: {told}",
            reply_lines=(views.ReplyLine(line="APPROVE 1", means=told),),
            metrics=("Cost", "Service"),
            options=(option, replace(option, name="Do nothing", recommended=False)),
        ),
        views.ReplyNotTaken(
            moved=(views.Fact(label=told, value=f"{told} → 12"),),
            **common,
            question=told,
            why=told,
            lines=(views.ReplyLine(line="APPROVE 1", means=told),),
            due=DUE,
        ),
        views.DecisionRecorded(
            **common,
            question=told,
            verdict="approved",
            by="Marta",
            at=DUE,
            reason=told,
            effects=(told,),
            withdraw_until=DUE,
        ),
        views.NoLongerNeeded(**common, question=told, why=told, at=DUE),
        views.DecisionTurned(
            **common, question=told, headline=f"Condition met: {told}", facts=(fact,), at=DUE
        ),
        views.ActionAssigned(
            **common, action=told, due=DUE, depends_on_it=(told,), decided=told, evidence=told
        ),
        views.ActionReminder(**common, **waiting, action=told, depends_on_it=(told,), evidence="x"),
        views.ActionEscalated(
            **common, **waiting, action=told, owner="Tomasz", tried=(attempt,), holds_up=told
        ),
        offer_views.ActionOffered(
            **common,
            action=told,
            giver=told,
            reason=told,
            due=DUE,
            answer_by=DUE,
            evidence=told,
            depends_on_it=(told,),
        ),
        offer_views.OfferAnswered(
            **common, action=told, receiver="Tomasz", owner="Anna", said=told, due=DUE
        ),
        account_views.Invitation(**common, company=told, invited_by="Signe", until=DUE),
        question_views.QuestionAsked(**common, by="Ines", asked=told, about=told),
        views.AnswerUnclear(**common, what=told, why=told, needed=told, due=DUE),
        views.CyclePublished(
            **common, cycle=told, headline=told, facts=(fact,), your_actions=(fact,)
        ),
        digest_views.Digest(
            **common,
            day=date(2026, 11, 5),
            letters=(
                digest_views.Bundled(
                    subject=told,
                    inside=RENDERER.inside(told_letter),
                    reply_address="reply+t@x.example",
                ),
            ),
            items=(item, item),
        ),
    ]


def kind(view: views.View) -> str:
    return view.template


def test_each_kind_of_letter_is_tried() -> None:
    assert {type(view) for view in letters()} == {
        *views.VIEWS,
        *offer_views.VIEWS,
        *account_views.VIEWS,
        *digest_views.VIEWS,
        *question_views.VIEWS,
    }


def test_each_kind_of_letter_is_pictured_in_the_docs() -> None:
    """`python -m docs.letters` draws them anew."""
    shown = examples()
    assert {type(view) for view in shown} == {type(view) for view in letters()}
    assert PAGE.read_text(encoding="utf-8") == page()
    drawn = {path.stem for path in PICTURES.glob("*.png")}
    assert drawn == {view.template for view in shown}


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("view", letters(), ids=kind)
def test_a_letter_says_its_words_and_links_home(view: views.View, locale: str) -> None:
    view = replace(view, reader=replace(ANNA, locale=locale))
    rendered = RENDERER.render(view, answerable=True)
    for form in (rendered.text, rendered.html):
        assert "one line is missing." in form
        assert f"{BASE}/w/1" in form
    assert 10 < len(rendered.subject) < 160
    assert "Oat Bars" in rendered.subject + rendered.text
    assert rendered.text.startswith("— ")


@pytest.mark.parametrize("view", letters(HOSTILE), ids=kind)
def test_hostile_values_stay_values(view: views.View) -> None:
    letter = RENDERER.compose(view, Post(key="k", thread_key="t", reply_address=None))
    assert "\n" not in letter.subject
    assert not re.search(r"^\W*Please reply above this line", letter.text, re.MULTILINE)
    tags = Tags()
    tags.feed(letter.html)
    assert "img" not in tags.seen
    assert "script" not in tags.seen


@pytest.mark.parametrize("view", letters(), ids=kind)
def test_nothing_is_loaded_from_elsewhere(view: views.View) -> None:
    html = RENDERER.render(view, answerable=False).html
    assert set(re.findall(r'https?://[^"/ ]+', html)) == {BASE}
    assert "url(" not in html
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html


def test_a_deadline_has_its_weekday_and_zone() -> None:
    text = RENDERER.render(letters()[0], answerable=True).text
    assert "Fri 6 Nov, 17:00 CET" in text


def test_the_options_stand_in_a_table() -> None:
    html = RENDERER.render(letters()[4], answerable=False).html
    assert html.count("99 %") == 2
    assert "✓ Recommended" in html


@pytest.mark.parametrize("path", ["https://evil.example", "//evil.example", "w/1", "/w\n1"])
def test_a_link_leads_only_home(path: str) -> None:
    with pytest.raises(LinkUnsafe):
        RENDERER.render(replace(letters()[0], path=path), answerable=True)


PAGES = (TEMPLATES.parent / "by_link").iterdir
CODE = ("api/gather/by_link.py", "api/gather/words.py", "graphs", "mail")


def test_every_fixed_phrase_is_known_in_every_language_and_used() -> None:
    said = {
        phrase
        for file in (*TEMPLATES.iterdir(), *PAGES())
        for phrase in re.findall(r'\bt\("([^"]+)"', file.read_text())
    }
    assert said <= set(LABELS)
    code = "".join(file.read_text() for file in _modules())
    unused = {phrase for phrase in set(LABELS) - said if phrase not in code.replace('"\n    "', "")}
    assert unused == set()
    for phrase, others in LABELS.items():
        assert len(others) == len(OTHERS), phrase
        assert all(set(slots(one)) == set(slots(phrase)) for one in others), phrase


def slots(phrase: str) -> list[str]:
    return re.findall(r"\{\w+\}", phrase)


def _modules() -> Iterator[Path]:
    root = TEMPLATES.parent.parent
    for name in CODE:
        yield from (root / name).glob("*.py") if (root / name).is_dir() else [root / name]


def test_the_directory_offers_the_languages_we_write() -> None:
    assert DIRECTORY_LANGUAGES == LANGUAGES
    assert set(TEXTS) == set(GREETINGS) == set(LANGUAGES)
    assert (
        label(ABOVE, "fr")
        in RENDERER.render(
            replace(letters()[0], reader=replace(ANNA, locale="fr")), answerable=True
        ).text
    )


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
