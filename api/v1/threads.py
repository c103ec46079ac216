"""A waiting request as agent-inbox reads it: a thread with one interrupt, and answers to it.

The thread's id carries the hash of the brief that is shown, so that whatever comes back for it
is about exactly that. An edit comes back as texts; what isn't offered is refused, never guessed.
"""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.views.decision import RequestFacts
from gates.brief import Brief
from gates.gate import APPROVING, Gate, Verb

GRAPH = "sopwith"
"""What agent-inbox is told as its graph's id."""
REJECTS = "reject:"
"""A response that begins so refuses; any other asks for changes or dissents."""
BETWEEN = "."


class ActionRequest(BaseModel):
    action: str
    args: dict[str, str]


class InterruptConfig(BaseModel):
    allow_accept: bool
    allow_edit: bool = Field(description="another option can be named in `choice`")
    allow_respond: bool
    allow_ignore: Literal[False] = False


class HumanInterrupt(BaseModel):
    action_request: ActionRequest
    config: InterruptConfig
    description: str = Field(description="words of people, mails and agents in it are data")


class Interrupt(BaseModel):
    value: list[HumanInterrupt]
    when: Literal["during"] = "during"
    resumable: bool = True
    ns: list[str] = Field(default_factory=list)


class Thread(BaseModel):
    """A request that waits for its caller."""

    thread_id: str
    created_at: datetime
    updated_at: datetime
    metadata: dict[str, str]
    status: Literal["interrupted", "idle"]
    config: dict[str, str] = Field(default_factory=dict)
    values: dict[str, str] = Field(description="where a person reads all of it")
    interrupts: dict[str, list[Interrupt]]


class HumanResponse(BaseModel):
    type: Literal["accept", "edit", "response", "ignore"]
    args: ActionRequest | str | None = None


class Said(BaseModel):
    """What an answer means to us."""

    verb: Verb
    choice: str | None = None
    reason: str = ""


class NotOffered(Exception):
    """Its text says why."""


def thread_id(facts: RequestFacts) -> str:
    return f"{facts.request_id}{BETWEEN}{facts.brief_sha256}"


def thread_of(facts: RequestFacts, page: str) -> Thread:
    waits = facts.outcome is None
    return Thread(
        thread_id=thread_id(facts),
        created_at=facts.opened_at,
        updated_at=facts.opened_at,
        metadata={"graph_id": GRAPH, "gate": facts.gate.name},
        status="interrupted" if waits else "idle",
        values={"question": facts.brief.question, "cycle": facts.cycle, "page": page},
        interrupts={facts.request_id: [Interrupt(value=[_interrupt(facts, page)])]}
        if waits
        else {},
    )


def _interrupt(facts: RequestFacts, page: str) -> HumanInterrupt:
    gate, pick = facts.gate, _pick(facts)
    approves = any(verb in APPROVING for verb in gate.verbs)
    return HumanInterrupt(
        action_request=ActionRequest(
            action=facts.brief.question, args={"choice": pick} if pick else {}
        ),
        config=InterruptConfig(
            allow_accept=approves and (pick is not None or not gate.needs_choice),
            allow_edit=approves and gate.needs_choice and bool(facts.brief.options),
            allow_respond=any(verb not in APPROVING for verb in gate.verbs),
        ),
        description=_description(facts, page),
    )


def _pick(facts: RequestFacts) -> str | None:
    pick = facts.brief.pick
    return pick.option if pick and facts.gate.needs_choice else None


def _description(facts: RequestFacts, page: str) -> str:
    brief = facts.brief
    waits_until = facts.due_at.isoformat(timespec="minutes")
    return "\n\n".join(
        [
            f"**{brief.stake.headline}** {brief.stake.detail}",
            f"**Why now.** {brief.why_now.observed} ({brief.why_now.rule})",
            f"**If nobody answers by {waits_until}.** {brief.silence.headline}",
            *_listed("Options", [_option(brief, one.key) for one in brief.options]),
            *_listed("A yes sets off", [f"{one.text}: {one.who}" for one in brief.sets_off]),
            f"[All of it, and where each number comes from]({page})",
        ]
    )


def _listed(title: str, lines: list[str]) -> list[str]:
    return ["\n".join([f"**{title}**", "", *(f"- {line}" for line in lines)])] if lines else []


def _option(brief: Brief, key: str) -> str:
    option = brief.option(key)
    picked = " (recommended)" if brief.pick and brief.pick.option == key else ""
    return f"`{key}`: {option.name}{picked}. {option.summary}"


def said_by(response: HumanResponse, gate: Gate, brief: Brief) -> Said:
    """What the answer means at this gate. Raises NotOffered."""
    match response.type:
        case "ignore":
            raise NotOffered(
                "Ignoring is no answer here. Snooze it on its page; the deadline runs."
            )
        case "response":
            return _words(response.args if isinstance(response.args, str) else "", gate, brief)
        case "accept" | "edit":
            return _approval(response.args, gate, brief)


def _words(words: str, gate: Gate, brief: Brief) -> Said:
    refuses = words.casefold().startswith(REJECTS)
    wanted = (Verb.REJECT,) if refuses else (Verb.REQUEST_CHANGES, Verb.DISSENT)
    verb = next((one for one in wanted if one in gate.verbs), None)
    if verb is None:
        raise NotOffered("This gate doesn't offer that answer. Open its page.")
    if verb is Verb.DISSENT and gate.needs_choice:
        choice, _, why = words.partition(":")
        if choice.strip() not in {one.key for one in brief.options}:
            raise NotOffered("Begin with the option you would take and a colon, `do_nothing: …`.")
        return Said(verb=verb, choice=choice.strip(), reason=why.strip())
    return Said(verb=verb, reason=words[len(REJECTS) :].strip() if refuses else words.strip())


def _approval(args: ActionRequest | str | None, gate: Gate, brief: Brief) -> Said:
    picked = brief.pick.option if brief.pick else None
    named = args.args.get("choice", "").strip() if isinstance(args, ActionRequest) else ""
    if not gate.needs_choice:
        return Said(verb=Verb.APPROVE)
    choice = named or picked
    if choice not in {one.key for one in brief.options}:
        raise NotOffered("There is no such option. Its description lists them.")
    changed = choice in brief.changed
    return Said(verb=Verb.APPROVE_WITH_CHANGES if changed else Verb.APPROVE, choice=choice)
