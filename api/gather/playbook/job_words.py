"""One job's words as they are edited, and what they make of a recorded case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from agents.prompting import shipped
from agents.wording import DraftRequest, template_text
from api import formats
from api.gather.graphs import JOBS, TITLES
from api.gather.playbook.word_pieces import pieces
from api.gather.playbook.words import SHORT, href
from api.gather.understood import lines_of
from api.playbook_form import saying
from api.playbook_form.wording import text_of
from api.tongue import Say, say
from api.views.decision import Viewer
from api.views.frame import State
from api.views.playbook_words import CaseChoice, TriedColumn, TriedView, WordsEntry, WordsView
from gates.spoken import DECLARED, Spoken
from graphs.speaking import jobs_of
from runtime.recorded_words import Recorded
from runtime.trying_words import Said, Tried

INSTRUCTIONS, TEXT = "instructions", "text"
SAME = State(word=Say("Comes out the same"), icon="none", tone="idle")
OTHERWISE = State(word=Say("Comes out otherwise"), icon="alert", tone="warn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """A version's language as it is being edited, beside the active one's."""

    job: str
    of: str
    spoken: Spoken
    active: Spoken
    model: str
    """What this installation is set up with; empty where no model is."""
    carried: str
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    """What was typed and couldn't be taken, by entry."""
    wrong: Mapping[str, str] = field(default_factory=dict[str, str])
    why: str = ""
    message: str = ""


def words_view(
    edited: Edited,
    cases: Sequence[Recorded],
    here: Recorded | None,
    viewer: Viewer,
    tried: Tried | None = None,
) -> WordsView:
    letter = here.letter if here else None
    return WordsView(
        job=edited.job,
        title=JOBS[edited.job],
        others=tuple(
            (f"/playbook/words/{job}?of={edited.of}", title, job == edited.job)
            for job, title in JOBS.items()
        ),
        of=edited.of,
        of_short=edited.of[:SHORT],
        of_href=href(edited.of),
        carried=edited.carried,
        speaks=_speaks(edited),
        nodes=tuple(_nodes(edited.job)),
        entries=tuple(_entries(edited, letter)),
        text_of=text_of(letter) if letter else "",
        cases=tuple(
            CaseChoice(key=one.key, label=_label(one), about=_about(one, viewer), here=one is here)
            for one in cases
        ),
        tried=_tried(tried, here) if tried and here else None,
        why=edited.why,
        message=edited.message,
    )


def _speaks(edited: Edited) -> str:
    voices = {"draft": edited.spoken.letters, "read_reply": edited.spoken.replies}
    if not edited.model:
        return say(
            "No model is connected: our own rules and texts speak, and instructions change"
            " nothing until one is."
        )
    if voices[edited.job].value != "model":
        return say("This version has our own rules and texts speak alone.")
    return say(
        "{model} speaks here, beside our own rules.", model=edited.spoken.model or edited.model
    )


def _nodes(job: str) -> Iterator[tuple[str, str]]:
    for kind, title in TITLES.items():
        for node, jobs in jobs_of(kind).items():
            if job in jobs:
                name = f"{title}: {node.replace('_', ' ')}"
                yield name, f"/playbook/graphs/{kind}#node-{node}"


def _entries(edited: Edited, letter: DraftRequest | None) -> Iterator[WordsEntry]:
    job = edited.job
    ours, active = shipped(job).strip(), edited.active.prompts.get(job)
    value = edited.typed.get(INSTRUCTIONS, edited.spoken.prompts.get(job) or ours)
    if letter is not None:
        text = edited.typed.get(TEXT, template_text(letter, edited.spoken))
        yield WordsEntry(
            name=TEXT,
            label=say("Text of this letter"),
            hint=say(
                "Facts stand in {{SLOTS}}: every one of ours, no number, link, name or"
                " promise besides."
            ),
            value=text,
            rows=7,
            diff=pieces(template_text(letter, edited.active), text),
            wrong=edited.wrong.get(TEXT, ""),
        )
    yield WordsEntry(
        name=INSTRUCTIONS,
        label=say("Instructions to the model"),
        hint=say("May say {words}.", words=", ".join(f"{{{{ {one} }}}}" for one in DECLARED[job])),
        value=value,
        rows=12,
        diff=pieces(active or ours, value),
        wrong=edited.wrong.get(INSTRUCTIONS, ""),
    )


def _label(one: Recorded) -> str:
    if one.letter is None:
        return say("A mail from {who}", who=one.who)
    kind = formats.headline(saying.choice(one.letter.kind.value))
    if not one.letter.days_late:
        return kind
    return say("{kind}, {days} late", kind=kind, days=formats.count(one.letter.days_late, "day"))


def _about(one: Recorded, viewer: Viewer) -> str:
    if one.letter is None:
        return f"{formats.headline(one.about)}, {formats.when(one.at.astimezone(viewer.zone))}"
    return say("To {who}, about {what}", who=one.who, what=one.about)


def _tried(tried: Tried, here: Recorded) -> TriedView:
    return TriedView(
        state=SAME if tried.is_same else OTHERWISE,
        mail=here.text,
        columns=(
            _column(say("The active version"), tried.active),
            _column(say("With your words"), tried.draft),
        ),
    )


def _column(title: str, said: Said) -> TriedColumn:
    by = said.by
    lines = tuple(lines_of(said.reading)) if said.reading is not None else _paragraphs(said.says)
    return TriedColumn(
        title=title,
        lines=tuple(map(formats.headline, lines)) if said.reading is not None else lines,
        by=by.model or say("Our own rules and texts"),
        took=_took(said),
        fallback=by.fallback,
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n\n"))


def _took(said: Said) -> str:
    by = said.by
    seconds = formats.number(Decimal(str(round(by.latency_s, 1))), 1)
    if not by.tokens:
        return say("no tokens, no cost")
    tokens = formats.number(by.tokens)
    if said.cost_eur is None:
        return say(
            "{tokens} tokens in {seconds} s; its price isn’t stated (SOPWITH_MODEL_PRICES)",
            tokens=tokens,
            seconds=seconds,
        )
    cost = formats.small_eur(said.cost_eur)
    return say("{tokens} tokens, {cost}, in {seconds} s", tokens=tokens, cost=cost, seconds=seconds)
