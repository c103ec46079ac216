"""The language seam: the only module that calls a model. Values in, values out."""

import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from queue import Empty, Queue
from threading import Thread
from typing import Any, Generic, Literal, Protocol, TypeVar

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage
from pydantic import BaseModel, ValidationError

from agents.ask_answers import DraftAnswer, ReplyAnswer, draft_messages, reply_messages
from agents.reading_in_case import read_in_case
from agents.reading_values import Provenance, Reading, ReplyContext
from agents.reading_vote import invented, weigh
from agents.replies.values import AnswerIntent
from agents.tape import Both, Heard, NoTape, Question, Tape, question_of
from agents.verifier import settle
from agents.wording import Draft, DraftRequest, Offer, template_draft, template_text
from agents.wording_checks import faults
from gates.spoken import AS_WRITTEN, Spoken

Method = Literal["json_schema", "function_calling"]
METHODS: tuple[Method, ...] = ("json_schema", "function_calling")
T = TypeVar("T", bound=BaseModel)


class EndpointRefused(RuntimeError):
    """The model endpoint does not give the structured answers we need, so it is not used."""


class ProbeAnswer(BaseModel):
    """A closed set no model would guess: only an endpoint that honours schemas can answer it."""

    word: Literal["zq7-probe"]


class Language(Protocol):
    def read_reply(self, context: ReplyContext) -> Reading:
        """What a reply says; never raises for what a mail or a model contains."""
        ...

    def draft(self, request: DraftRequest) -> Draft:
        """The paragraphs of a letter, from our texts alone."""
        ...

    def offer(self, request: DraftRequest) -> Offer | None:
        """Other words for that letter, for a person to take or leave; no letter has them yet."""
        ...


class BuiltIn:
    """Rules, an embedding and templates: no key, no network, always there."""

    def __init__(self, spoken: Spoken = AS_WRITTEN) -> None:
        self._spoken = spoken

    def read_reply(self, context: ReplyContext) -> Reading:
        return read_in_case(context)

    def draft(self, request: DraftRequest) -> Draft:
        return template_draft(request, self._spoken)

    def offer(self, request: DraftRequest) -> Offer | None:  # noqa: ARG002 nobody to ask
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """A parsed answer; without one, `provenance.fallback` says why."""

    value: T | None
    provenance: Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A chat model that passed the probe, and how it gives structure.

    Without one, answers come from the tape alone.
    """

    model: BaseChatModel | None
    name: str
    method: Method
    limit_s: float
    temperature_pct: int = 0
    tape: Tape = field(default_factory=NoTape)


class Modelled:
    """A model beside the built-in provider: a third voice, which copies words for the verifier.

    `fallbacks` counts, by reason, the answers that were not used.
    """

    def __init__(self, endpoint: Endpoint, spoken: Spoken = AS_WRITTEN) -> None:
        self.endpoint = endpoint
        self._spoken = spoken
        self._built_in = BuiltIn()
        self.fallbacks: Counter[str] = Counter()

    def read_reply(self, context: ReplyContext) -> Reading:
        own = self._built_in.read_reply(context)
        if own.intent is AnswerIntent.SUSPICIOUS:
            return own  # an attack is shown to no model
        answer = ask(self.endpoint, ReplyAnswer, reply_messages(context, self._spoken))
        if answer.value is None:
            return self._fall_back(own, answer.provenance)
        proposal = answer.value.proposal()
        if invented(context, proposal):
            refused = replace(answer.provenance, fallback="words that do not stand in the mail")
            return self._fall_back(own, refused)
        return weigh(own, settle(context, proposal, answer.provenance))

    def draft(self, request: DraftRequest) -> Draft:
        return template_draft(request, self._spoken)

    def offer(self, request: DraftRequest) -> Offer | None:
        """What passes every check for whoever it goes to: it names nobody."""
        template = template_text(request, self._spoken)
        messages = draft_messages(request, template, self._spoken)
        answer = ask(self.endpoint, DraftAnswer, messages)
        why = answer.provenance.fallback
        if answer.value is not None:
            why = "; ".join(faults(answer.value.text, template, replace(request, names=())))
        if answer.value is None or why:
            self.fallbacks[why] += 1
            tried = replace(answer.provenance, provider="built-in", fallback=why)
            return Offer(text="", template=template, provenance=tried)
        return Offer(text=answer.value.text, template=template, provenance=answer.provenance)

    def taped(self, tape: Tape) -> "Modelled":
        """The same, with its questions and answers on a tape; what isn't used is counted here."""
        both = Both(self.endpoint.tape, tape)
        other = Modelled(replace(self.endpoint, tape=both), self._spoken)
        other.fallbacks = self.fallbacks
        return other

    def _fall_back(self, own: Reading, tried: Provenance) -> Reading:
        """The built-in reading, with what the model cost and why it was not used."""
        self.fallbacks[tried.fallback] += 1
        return replace(own, provenance=replace(tried, provider="built-in"))


def probe(model: BaseChatModel, *, name: str, limit_s: float) -> Endpoint:
    """An endpoint ready for use. Raises EndpointRefused with what each method answered."""
    tried: list[str] = []
    for method in METHODS:
        endpoint = Endpoint(model=model, name=name, method=method, limit_s=limit_s)
        answer = ask(endpoint, ProbeAnswer, [HumanMessage("Say hello in one word.")])
        if answer.value is not None:
            return endpoint
        tried.append(f"{method}: {answer.provenance.fallback}")
    raise EndpointRefused("; ".join(tried))


def ask(endpoint: Endpoint, answer: type[T], messages: Sequence[BaseMessage]) -> Answer[T]:
    """One structured answer within the endpoint's wall-clock limit, or the reason there is none."""
    question = question_of(
        answer,
        messages,
        model=endpoint.name,
        method=endpoint.method,
        temperature_pct=endpoint.temperature_pct,
    )
    heard = endpoint.tape.find(question)
    if heard is None:
        heard = _heard(endpoint, answer, messages)
        endpoint.tape.keep(question, heard)
    return _answer(question, answer, heard)


def _answer(question: Question, answer: type[T], heard: Heard) -> Answer[T]:
    prompt = "\x00".join(f"{type_}:{content}" for type_, content in question.messages)
    value, why = None, heard.failure
    if heard.value is not None:
        try:
            value = answer.model_validate(heard.value)
        except ValidationError as invalid:
            why = _reason(invalid)
    provenance = Provenance(
        provider="model",
        model=question.model,
        prompt_sha256=hashlib.sha256(prompt.encode()).hexdigest(),
        latency_s=heard.latency_s,
        tokens=heard.tokens_in + heard.tokens_out,
        answer_tokens=heard.tokens_out,
        raw=heard.raw,
        fallback=why,
    )
    return Answer(value=value, provenance=provenance)


def _heard(endpoint: Endpoint, answer: type[T], messages: Sequence[BaseMessage]) -> Heard:
    """What the model says now."""
    started = time.perf_counter()
    result = _within(endpoint, answer, messages)
    raw = result.get("raw")
    usage = getattr(raw, "usage_metadata", None) or {}
    named = getattr(raw, "response_metadata", None) or {}
    parsed = result.get("parsed")
    value = parsed.model_dump(mode="json") if isinstance(parsed, answer) else None
    broken = result.get("failure") or result.get("parsing_error") or "no structured answer"
    tokens_in = int(usage.get("input_tokens", 0))
    return Heard(
        value=value,
        failure="" if value is not None else _reason(broken),
        model=str(named.get("model_name") or named.get("model") or ""),
        tokens_in=tokens_in,
        tokens_out=int(usage.get("total_tokens", 0)) - tokens_in,
        latency_s=time.perf_counter() - started,
        raw=str(getattr(raw, "content", ""))[:8000],
    )


def _within(
    endpoint: Endpoint, answer: type[BaseModel], messages: Sequence[BaseMessage]
) -> dict[str, Any]:
    """Call the model on a thread we can stop waiting for: a server may drip bytes for ever."""
    if (model := endpoint.model) is None:
        return {"failure": "not on the tape"}
    results: Queue[dict[str, Any]] = Queue()

    def call() -> None:
        try:
            runnable = model.with_structured_output(
                answer, method=endpoint.method, include_raw=True
            )
            found = runnable.invoke(list(messages))
            results.put(found if isinstance(found, dict) else {"failure": "no structured answer"})
        except Exception as error:  # noqa: BLE001 whatever a provider raises, it failed
            results.put({"failure": error})

    Thread(target=call, name="ask-a-model", daemon=True).start()
    try:
        return results.get(timeout=endpoint.limit_s)
    except Empty:
        return {"failure": "took too long"}


def _reason(broken: object) -> str:
    """A short, countable reason: an error's type, never its text (which may quote the mail)."""
    return broken if isinstance(broken, str) else type(broken).__name__
