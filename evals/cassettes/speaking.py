"""Whose words a relived cycle speaks: a tape's, a live model's, or our own rules'."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from agents.ask import BuiltIn, Endpoint, Language, Method, Modelled
from agents.tuned import EndpointFor
from evals.cassettes.cassette import Cassette
from evals.cassettes.mode import Mode
from gates.errors import Refusal
from runtime.language import allowed, language_of
from runtime.settings import Settings

UNLIMITED_S = 60.0


class NoModelHere(Refusal):
    """No model is configured, or it failed its probe, so nothing can be asked live."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The models of this installation."""

    usual: Endpoint
    allowed: EndpointFor


def live_of(settings: Settings) -> Live:
    """Raises `NoModelHere`."""
    chosen = language_of(settings)
    if not isinstance(chosen.language, Modelled):
        raise NoModelHere(chosen.why)
    return Live(
        usual=chosen.language.endpoint,
        allowed=lambda model, temperature: allowed(settings, model, temperature),
    )


def speaking(cassette: Cassette, live: Live | None) -> tuple[Language, EndpointFor]:
    """The usual language, and the models a playbook may choose, all by way of the cassette."""
    if not cassette.recorded and (cassette.mode is Mode.REPLAY or live is None):
        return BuiltIn(), lambda _model, _temperature: None
    usual = _usual(cassette, live)
    return Modelled(usual), _chosen(cassette, live, usual)


def _usual(cassette: Cassette, live: Live | None) -> Endpoint:
    if live is not None and cassette.mode is not Mode.REPLAY:
        return replace(live.usual, tape=cassette)
    first = cassette.recorded[0][0]
    method = cast("Method", first.method)  # as an endpoint had it when it was asked
    return Endpoint(
        model=None,
        name=first.model,
        method=method,
        limit_s=UNLIMITED_S,
        temperature_pct=first.temperature_pct,
        tape=cassette,
    )


def _chosen(
    cassette: Cassette, live: Live | None, usual: Endpoint
) -> Callable[[str, int], Endpoint | None]:
    def endpoint_for(model: str, temperature_pct: int) -> Endpoint | None:
        if live is not None and cassette.mode is not Mode.REPLAY:
            found = live.allowed(model, temperature_pct)
            return None if found is None else replace(found, tape=cassette)
        return replace(usual, name=model, temperature_pct=temperature_pct)

    return endpoint_for
