"""What can be said to a question about a request, each with where it stands."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from agents.asked import Fact, answered
from api import formats
from api.errors import NotFound
from api.gather.numbers import number_view
from api.tongue import say
from api.views.ask import AskView, Choice, Told
from api.views.decision import RequestFacts, Viewer
from gates.brief import Brief, Metric
from gates.seating import Member

PARTS_MOST = 3


def ask_view(
    session: Session, facts: RequestFacts, viewer: Viewer, members: Sequence[Member], question: str
) -> AskView:
    path = f"/requests/{facts.request_id}"
    found = answered(question, list(_facts(facts, viewer))) if question else ()
    first = set(facts.brief.took_part)
    others = [one for one in members if one.key != viewer.key]
    return AskView(
        path=path,
        about=facts.brief.question,
        asked=question,
        answers=tuple(
            Told(says=one.says, source=one.source, href=one.href, parts=_parts(session, facts, one))
            for one in found
        ),
        people=tuple(
            Choice(key=one.key, label=f"{one.name}, {one.title}")
            for one in sorted(others, key=lambda one: one.key not in first)
        ),
        open=facts.outcome is None,
    )


def _parts(session: Session, facts: RequestFacts, fact: Fact) -> tuple[str, ...]:
    """Of a number: its formula, and the largest parts of the option that is recommended."""
    if not fact.key:
        return ()
    try:
        view = number_view(session, facts, fact.key)
    except NotFound:
        return ()
    pick = facts.brief.pick.option if facts.brief.pick else ""
    named = {option.name for option in facts.brief.options if option.key == pick}
    apart = next((one for one in view.options if one.option in named), None)
    formula = (f"{view.label} = {view.formula}",) if view.formula else ()
    if apart is None:
        return formula
    return formula + tuple(
        f"{apart.option}: {part.says} {part.value} {view.unit}"
        + (f" ({', '.join(source.says for source in part.sources[:2])})" if part.sources else "")
        for part in apart.parts[:PARTS_MOST]
    )


def _facts(facts: RequestFacts, viewer: Viewer) -> Iterator[Fact]:
    brief, here = facts.brief, f"/requests/{facts.request_id}"
    yield from _why(brief, here)
    due = facts.due_at.astimezone(viewer.zone)
    yield Fact(
        says=say(
            "Decide by {when}, {left}", when=formats.when(due), left=formats.left(due, viewer.now)
        ),
        source=say("The deadline"),
        href=here,
        about="deadline when due until late date frist wann fällig termin",
    )
    for seat in facts.seats:
        answer = say("has answered") if seat.decision else say("has not answered yet")
        yield Fact(
            says=f"{seat.name}: {answer}",
            source=say("Who decides"),
            href=f"{here}#h-seats",
            about="who decides approver seat signed wer entscheidet freigabe",
        )
    yield from _options(brief, here)
    for metric in brief.metrics:
        yield _number(brief, metric, here)
    yield from _grounds(brief, here)


def _why(brief: Brief, here: str) -> Iterator[Fact]:
    why = brief.why_now
    yield Fact(
        says=f"{why.observed} ({why.threshold})",
        source=say("Rule “{rule}”, {when}", rule=why.rule, when=formats.when(why.at)),
        href=here,
        about="why now reason rule asked warum jetzt grund regel",
    )
    yield Fact(
        says=f"{brief.stake.headline}: {brief.stake.detail}",
        source=say("At stake"),
        href=here,
        about="stake risk money worth spiel geld risiko",
    )
    yield Fact(
        says=f"{brief.silence.headline}: {brief.silence.detail}",
        source=say("If nobody acts"),
        href=here,
        about="nobody nothing silence wait waiting happens niemand nichts warten passiert",
    )
    if brief.pick:
        picked = brief.option(brief.pick.option).name
        for line in brief.pick.because:
            yield Fact(
                says=line,
                source=say("Why it is recommended"),
                href=f"{here}#h-pick",
                about=f"why recommended best {picked} warum empfohlen",
            )
        for line in brief.pick.doubts:
            yield Fact(
                says=line,
                source=say("What speaks against it"),
                href=f"{here}#h-pick",
                about="against doubt doubts dissent objection risk dagegen zweifel einwand risiko",
            )


def _options(brief: Brief, here: str) -> Iterator[Fact]:
    for option in brief.options:
        by = formats.day(option.choose_by) if option.choose_by else ""
        said = [
            option.summary,
            say("Breaks if {what}", what=option.breaks_if) if option.breaks_if else "",
        ]
        said.append(say("Can be chosen until {day}", day=by) if by else "")
        yield Fact(
            says=f"{option.name}: " + ". ".join(one.rstrip(".") for one in said if one),
            source=say("The options"),
            href=f"{here}#h-options",
            about="option breaks choose until bricht wählen bis",
        )


def _number(brief: Brief, metric: Metric, here: str) -> Fact:
    values = [
        f"{option.name} {formats.number(option.values[metric.key], metric.decimals)}"
        for option in brief.options
        if metric.key in option.values
    ]
    return Fact(
        says=f"{metric.label} ({metric.unit}): {', '.join(values)}",
        source=say("Where it comes from"),
        href=f"{here}/numbers/{metric.key}",
        key=metric.key,
        about="how much many number wie viel hoch zahl",
    )


def _grounds(brief: Brief, here: str) -> Iterator[Fact]:
    for cause in brief.causes:
        yield Fact(
            says=f"{cause.what}: {cause.why}. {cause.detail}. {cause.lifted_by}",
            source=say("What is short"),
            href=f"{here}#h-causes",
            about="short shortage cause missing why fehlt engpass ursache warum",
        )
    for one in brief.evidence:
        yield Fact(
            says=one.says,
            source=f"{one.where}, {one.sender}",
            href=f"{here}#h-evidence",
            about=f"source evidence where from sent quelle beleg woher gesandt {one.sender}",
        )
    for premise in brief.premises:
        yield Fact(
            says=premise.says,
            source=say("What it rests on"),
            href=f"{here}#h-premises",
            about="assumption premise rests depends annahme voraussetzung hängt",
        )
    for effect in brief.sets_off:
        yield Fact(
            says=f"{effect.text} ({', '.join(part for part in (effect.who, effect.when) if part)})",
            source=say("What a yes sets off"),
            href=f"{here}#h-effects",
            about="yes approve sets off happens action mail owner ja auslöst passiert maßnahme",
        )
    for section in brief.sections:
        for line in section.lines:
            yield Fact(
                says=line, source=section.title, href=f"{here}#h-{section.key}", about=section.title
            )
