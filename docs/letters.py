"""One letter of every kind, as Halden Foods gets them, and their pictures.

    python -m docs.letters

writes docs/pictures/letters/*.png and docs/reference/letters.md. Needs Debian's `chromium`.
"""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from mail import account_views, digest_views, offer_views, question_views, views
from mail.render import Renderer
from mail.views import Fact, Reader, View

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures" / "letters"
PAGE = DOCS / "reference" / "letters.md"
WIDTH_PX = 640
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
INES = Reader(name="Ines Moreau", address="ines@halden.example", timezone="Europe/Copenhagen")
NILS = Reader(name="Nils Ek", address="nils@halden.example", timezone="Europe/Copenhagen")
TOMAS = Reader(name="Tomas Berg", address="tomas@halden.example", timezone="Europe/Copenhagen")
DUE = datetime(2026, 11, 6, 16, 0, tzinfo=UTC)
QUESTION = "Build Oat Bars early for the December promotion?"
ACTION = "Place the expedite order for oat syrup"
CONFIRMED = "Nordhavre’s order confirmation with a date and a quantity"
ROSTER = "Roster overtime on line 4"


def asked_for() -> list[View]:
    """What owners of a forecast get."""
    what, cycle = "The December forecast for Nordics", "November 2026"
    return [
        views.InputRequest(
            reader=NILS,
            words=("Hello Nils,", "please send the December forecast for Nordics."),
            path="/i/…",
            cycle=cycle,
            what=what,
            missing=("Oat Bar, weeks 49 to 52", "Oat Bite, weeks 49 to 52"),
            due=DUE,
            holds_up="The demand review waits for it",
            sheet="nordics_december.xlsx",
        ),
        views.InputReminder(
            reader=NILS,
            words=("Hello Nils,", "the December forecast for Nordics is still missing."),
            path="/i/…",
            cycle=cycle,
            what=what,
            missing=("Oat Bar, weeks 49 to 52",),
            due=DUE,
            days_late=1,
            holds_up="The demand review waits for it",
        ),
        views.InputFindings(
            reader=NILS,
            words=("Hello Nils,", "your file is here; two rows need a look."),
            path="/i/…",
            what=what,
            file="nordics_dec.xlsx",
            version=1,
            due=DUE,
            groups=(
                views.FindingGroup(
                    rule="Cases where units are meant",
                    to_do="Say that these are cases, or send units",
                    blocking=True,
                    rows=(
                        views.FindingRow(
                            sheet="Forecast",
                            row=18,
                            column="D",
                            observed="1,240",
                            expected="14,000 to 16,000",
                        ),
                    ),
                    more=3,
                ),
            ),
        ),
        views.InputAccepted(
            reader=NILS,
            words=("Hello Nils,", "your forecast stands. Thank you."),
            path="/inputs/1",
            what=what,
            version=2,
            received=DUE,
            understood=(Fact(label="December, all items", value="186,000 units"),),
        ),
        views.AnswerUnclear(
            reader=NILS,
            words=("Hello Nils,", "we could not tell which number you mean."),
            path="/i/…",
            what=what,
            why="“About the same, maybe a bit more” names no number",
            needed="a number for Oat Bar in December, or “no change”",
            due=DUE,
        ),
    ]


def to_decide() -> list[View]:
    """What approvers get."""
    return [
        views.DecisionNeeded(
            reader=INES,
            words=("Hello Ines,", "the trade-off for November waits for your decision."),
            path="/requests/…",
            question=QUESTION,
            recommendation="Build early",
            why_now="Sales forecasts +15 % on Oat Bars; syrup on hand and on order covers +7 %",
            stake="€182k margin, against doing nothing",
            due=DUE,
            if_nobody_acts="Goes to Henrik Halden, general manager, Fri 17:00",
            cost_of_waiting="€91k",
            lapses_first="Fri 6 Nov: Build early",
            metrics=("Margin", "Service, tier 1", "Cash in stock"),
            options=(
                views.Option(name="Do nothing", cells=("€1,018k", "92.6 %", "€310k")),
                views.Option(
                    name="Build early", cells=("€1,200k", "99.4 %", "€494k"), recommended=True
                ),
                views.Option(name="Limit promotion", cells=("€1,152k", "99.1 %", "€322k")),
            ),
        ),
        _digest(),
        views.DecisionRecorded(
            reader=INES,
            words=("Hello Ines,", "your answer is recorded."),
            path="/decisions/…",
            question=QUESTION,
            verdict="approved: Build early",
            by="Ines Moreau",
            at=DUE,
            reason="The slot is held until Friday",
            effects=("Nordhavre: expedite 46 t oat syrup", "Line 4: overtime, weeks 47 and 48"),
            withdraw_until=DUE,
        ),
        views.ReplyNotTaken(
            reader=INES,
            words=("Hello Ines,", "your reply could not be taken as a decision."),
            path="/requests/…",
            question=QUESTION,
            why="The brief has moved since the letter was written",
            moved=(Fact(label="Oat syrup, lead time", value="6 weeks → 7 weeks"),),
            lines=(views.ReplyLine(line="APPROVE 2", means="Build early"),),
            due=DUE,
        ),
        views.NoLongerNeeded(
            reader=INES,
            words=("Hello Ines,", "this needs nobody’s decision any more."),
            path="/requests/…",
            question="Go on without Iberia’s numbers?",
            why="Iberia’s numbers came in",
            at=DUE,
        ),
        views.DecisionTurned(
            reader=INES,
            words=("Hello Ines,", "what your approval depended on has come about."),
            path="/requests/…",
            question=QUESTION,
            headline="Condition met: the supplier confirmed by Friday",
            facts=(Fact(label="Nordhavre confirms", value="46 t by Tue 8 Dec"),),
            at=DUE,
        ),
        question_views.QuestionAsked(
            reader=NILS,
            words=(),
            path="/requests/…",
            by="Ines Moreau, COO",
            asked="Is the uplift in the promotion’s first week already in these numbers?",
            about=QUESTION,
        ),
    ]


def _digest() -> View:
    no_longer = views.NoLongerNeeded(
        reader=INES,
        words=("Hello Ines,", "this needs nobody’s decision any more."),
        path="/requests/…",
        question="Go on without Iberia’s numbers?",
        why="Iberia’s numbers came in",
        at=DUE,
    )
    subject = RENDERER.render(no_longer, answerable=False).subject
    return digest_views.Digest(
        reader=INES,
        words=("Hello Ines,",),
        path="/inbox",
        day=date(2026, 11, 5),
        letters=(
            digest_views.Bundled(
                subject=subject, inside=RENDERER.inside(no_longer), reply_address=None
            ),
        ),
        items=(
            digest_views.DigestItem(question=QUESTION, due=DUE, stake="€182k", path="/requests/…"),
        ),
    )


def to_do() -> list[View]:
    """What owners of actions get."""
    hello = ("Hello Tomas,",)
    return [
        views.ActionAssigned(
            reader=TOMAS,
            words=(*hello, "this is yours since Build early was approved."),
            path="/a/…",
            action=ACTION,
            due=DUE,
            depends_on_it=(ROSTER,),
            decided="You own procurement of oat syrup",
            evidence=CONFIRMED,
        ),
        views.ActionReminder(
            reader=TOMAS,
            words=(*hello, "this is due tomorrow."),
            path="/a/…",
            action=ACTION,
            due=DUE,
            days_late=0,
            depends_on_it=(ROSTER,),
            evidence=CONFIRMED,
        ),
        views.ActionEscalated(
            reader=INES,
            words=("Hello Ines,", "an action is late, and its owner has not answered."),
            path="/actions/1",
            action=ACTION,
            owner="Tomas Berg",
            due=DUE,
            days_late=2,
            tried=(views.Attempt(at=DUE, what="Reminder by mail", outcome="no answer"),),
            holds_up=ROSTER,
        ),
        offer_views.ActionOffered(
            reader=NILS,
            words=("Hello Nils,", "Tomas asks whether you take this over."),
            path="/a/…",
            action=ACTION,
            giver="Tomas Berg",
            reason="I am away next week",
            due=DUE,
            answer_by=DUE,
            evidence=CONFIRMED,
            depends_on_it=(ROSTER,),
        ),
        offer_views.OfferAnswered(
            reader=TOMAS,
            words=(*hello, "Nils has answered."),
            path="/actions/1",
            action=ACTION,
            receiver="Nils Ek",
            owner="Nils Ek",
            said="Yes, gladly",
            due=DUE,
        ),
        views.CyclePublished(
            reader=TOMAS,
            words=(*hello, "the November plan is locked."),
            path="/plan",
            cycle="November 2026",
            headline="Build early: 186,000 units of Oat Bars by week 51",
            facts=(Fact(label="Service, tier 1", value="99.4 %"),),
            your_actions=(Fact(label=ACTION, value="Fri 6 Nov"),),
        ),
        account_views.Invitation(
            reader=NILS,
            words=(),
            path="/join/…",
            company="Halden Foods",
            invited_by="Signe Dahl",
            until=DUE,
        ),
    ]


GROUPS = {
    "To who owns a forecast": asked_for,
    "To who decides": to_decide,
    "To who owns an action, and to everybody": to_do,
}
HEAD = (
    "# Letters\n\nEvery kind of letter, as Halden Foods gets it, drawn by `python -m docs.letters`"
    " from the product’s own templates. Each goes out as text and HTML, in English, German, Spanish"
    " or French, and loads nothing from anywhere.\n"
)


def examples() -> list[View]:
    return [view for group in GROUPS.values() for view in group()]


def page() -> str:
    parts = [HEAD]
    for title, group in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_shown(view) for view in group()]
    return "\n".join(parts)


def _shown(view: View) -> str:
    subject = RENDERER.render(view, answerable=False).subject
    picture = f"../pictures/letters/{view.template}.png"
    return f"### `{view.template}`\n\n![{subject}]({picture})\n"


RENDERER = Renderer(base_url="https://sopwith.halden.example")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        shown = browser.new_page(viewport={"width": WIDTH_PX, "height": 200})
        for view in examples():
            shown.set_content(RENDERER.render(view, answerable=False).html)
            shown.screenshot(path=PICTURES / f"{view.template}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
