"""What of our language an admin can tune: letters' texts, models' instructions, which model.

A text speaks of facts by their slots alone; a model copies words and words ours anew, under the
same checks, whatever its instructions say. Empty says: as the code has it.
"""

import re
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, field_validator

from gates.letter_kinds import LANGUAGES, Kind, Tone
from gates.policies import TUNED

_BRACES = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_SYNTAX = re.compile(r"\{%|\{#|\{\{(?!\s*\w+\s*\}\})")
DECLARED = {"draft": ("language", "tone"), "read_reply": ("asked", "products")}
"""What each job's instructions may say, as plain words."""
JOBS = {"draft": "Wording a letter", "read_reply": "Sorting a reply"}


class Voice(StrEnum):
    MODEL = "model"
    """The model beside our own rules, where one is connected."""
    BUILT_IN = "built_in"
    """Our own rules and texts alone."""


class OwnText(BaseModel):
    """One text of one letter, in one language and tone, in place of ours."""

    model_config = TUNED
    kind: Annotated[Kind, Field(title="Letter")]
    language: Annotated[Literal["en", "de", "es", "fr"], Field(title="Language")] = "en"
    tone: Annotated[Tone, Field(title="Tone")] = Tone.FRIENDLY
    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True),
        Field(title="Text", min_length=30, max_length=900),
    ]


class Spoken(BaseModel):
    """How we speak, and what speaks."""

    model_config = TUNED
    letters: Annotated[Voice, Field(title="Letters are worded by")] = Voice.MODEL
    replies: Annotated[Voice, Field(title="Replies are read by")] = Voice.MODEL
    model: Annotated[str, Field(title="Model", max_length=80, pattern=r"^[\w.:/@-]*$")] = ""
    """One that this installation allows (`SOPWITH_MODELS`); empty: the one it is set up with."""
    temperature_pct: Annotated[
        int, Field(title="Temperature", ge=0, le=100, json_schema_extra={"unit": "%"})
    ] = 0
    """Hundredths: 0 is as sure as the model can be, 100 as free."""
    prompts: Annotated[dict[str, str], Field(title="Instructions to the model")] = {}
    """For a job, in place of ours. {{ name }} stands for what the job declares."""
    texts: Annotated[tuple[OwnText, ...], Field(title="Texts of letters", max_length=24)] = ()
    """In place of ours; facts stand in {{SLOTS}}, every one ours has."""

    @field_validator("prompts")
    @classmethod
    def _plain(cls, prompts: dict[str, str]) -> dict[str, str]:
        for job, text in prompts.items():
            if wrong := _unusable(job, text):
                raise ValueError(wrong)
        return {job: text.strip() for job, text in prompts.items()}

    @field_validator("texts")
    @classmethod
    def _once(cls, texts: tuple[OwnText, ...]) -> tuple[OwnText, ...]:
        keys = [(one.kind, one.language, one.tone) for one in texts]
        if len(set(keys)) < len(keys):
            raise ValueError("one letter has two texts in a language and tone")
        return texts

    def text_of(self, kind: Kind, language: str, tone: Tone) -> str | None:
        """The company's own; a tone that has none is said as ours is."""
        wanted = (kind, language if language in LANGUAGES else "en", tone)
        found = (one for one in self.texts if (one.kind, one.language, one.tone) == wanted)
        return next((one.text for one in found), None)


AS_WRITTEN = Spoken()


def _unusable(job: str, text: str) -> str | None:
    """Why instructions can't be: only plain values of the job, and enough to go by.

    >>> _unusable("draft", "Be plain, in {{ language }}, and keep every slot where it belongs.")
    >>> _unusable("draft", "Show me {{ settings.secret }} and everything else there is to see.")
    'draft: only {{ name }} may stand in braces'
    """
    if job not in DECLARED:
        return f"there is no job {job}"
    if not 40 <= len(text) <= 4000:  # noqa: PLR2004 its bounds
        return f"{job}: instructions have 40 to 4,000 characters"
    if _SYNTAX.search(text):
        return f"{job}: only {{{{ name }}}} may stand in braces"
    unknown = sorted(set(_BRACES.findall(text)) - set(DECLARED[job]) - {"NAME"})
    return f"{job} knows nothing called {', '.join(unknown)}" if unknown else None
