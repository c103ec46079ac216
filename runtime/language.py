"""Which language provider the office uses: the built-in one, or a model endpoint that passed."""

from dataclasses import dataclass, field, replace

from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from agents.ask import BuiltIn, Endpoint, EndpointRefused, Language, Modelled, probe
from runtime.settings import Settings

MAX_ANSWER_TOKENS = 1024
OPENAI = "https://api.openai.com/v1"
"""Named here, so that the vendor's client looks for no address of its own in the environment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSettings:
    """An OpenAI-compatible endpoint. Without `model` the built-in provider is used alone."""

    model: str = ""
    api_key: SecretStr = field(default_factory=lambda: SecretStr(""))
    base_url: str | None = None
    timeout_s: float = 30.0
    """Of one HTTP exchange; an answer as a whole gets one and a half times as long."""
    max_retries: int = 1
    max_tokens: int = MAX_ANSWER_TOKENS
    temperature: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The provider in use, and in words why: what `sopwith doctor` shows."""

    language: Language
    why: str


def language_of(settings: Settings) -> Chosen:
    """The provider the office uses. It probes the endpoint: call it once a process."""
    return choose(_of(settings))


def _of(settings: Settings) -> LanguageSettings:
    return LanguageSettings(
        model=settings.model or "",
        api_key=settings.openai_api_key or SecretStr(""),
        base_url=settings.openai_base_url,
        timeout_s=settings.model_timeout_s,
    )


def allowed(settings: Settings, model: str, temperature_pct: int) -> Endpoint | None:
    """A model that a playbook chose, where this installation allows it and it passes its probe."""
    listed = {settings.model, *(one.strip() for one in settings.models.split(","))} - {None, ""}
    if model not in listed:
        return None
    said = replace(_of(settings), model=model, temperature=temperature_pct / 100)
    chosen = choose(said).language
    return chosen.endpoint if isinstance(chosen, Modelled) else None


def choose(settings: LanguageSettings) -> Chosen:
    """The provider for some settings. An endpoint that fails its probe is refused, with reasons."""
    if not settings.model:
        return Chosen(language=BuiltIn(), why="No model is configured (SOPWITH_MODEL).")
    limit_s = settings.timeout_s * 1.5
    try:
        endpoint = probe(chat_model(settings), name=settings.model, limit_s=limit_s)
    except EndpointRefused as refused:
        return Chosen(language=BuiltIn(), why=f"{EndpointRefused.__doc__} {refused}")
    endpoint = replace(endpoint, temperature_pct=round(settings.temperature * 100))
    return Chosen(
        language=Modelled(endpoint), why=f"{settings.model} answers through {endpoint.method}."
    )


def chat_model(settings: LanguageSettings) -> ChatOpenAI:
    """The vendor's client, set as measured: no responses API, bounded answers, low temperature."""
    return ChatOpenAI(
        model=settings.model,
        api_key=settings.api_key if settings.api_key.get_secret_value() else SecretStr("none"),
        base_url=settings.base_url or OPENAI,
        temperature=settings.temperature,
        timeout=settings.timeout_s,
        max_retries=settings.max_retries,
        max_completion_tokens=settings.max_tokens,
        stream_usage=True,
        use_responses_api=False,
    )
