"""A job's instructions to a model: ours, or the playbook's, with plain values in their places."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gates.spoken import Spoken

_SANDBOX = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
_SANDBOX.globals.clear()
_SANDBOX.filters.clear()


def instructions(job: str, spoken: Spoken, said: Mapping[str, str]) -> str:
    """The playbook's own, where it has any, in a sandbox that knows only these words."""
    own = spoken.prompts.get(job)
    if own is None:
        return shipped(job)
    text = own.replace("{{NAME}}", "{{ NAME }}")
    return _SANDBOX.from_string(text).render(**said, NAME="{{NAME}}")


@cache
def shipped(job: str) -> str:
    """Ours."""
    return (files("agents") / "prompts" / f"{job}.md").read_text(encoding="utf-8")
