"""One value of an option that may be changed, with its unit and bounds."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.config import JsonDict

from planning import written
from planning.levers import Lever

FULL_PCT = 100
SHARE = "%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knob:
    """One value that may be changed. `choices` are code and name, where several are picked."""

    key: str
    title: str
    unit: str
    value: Any
    put: Callable[[Any, Any], Lever]
    """The lever with another value in this place."""
    lever: int
    """Which of the scenario's levers."""
    most: Decimal = Decimal(FULL_PCT)
    whole: bool = True
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def annotation(self) -> Any:
        """Its place in the form's schema: type, title, unit and bounds."""
        if self.choices:
            codes: Any = Literal[tuple(code for code, _ in self.choices)]
            return Annotated[list[codes], Field(title=self.title, min_length=1)]
        kind: Any = int if self.whole else Decimal
        most = int(self.most) if self.whole else self.most
        unit: JsonDict = {"unit": self.unit}
        return Annotated[kind, Field(title=self.title, ge=0, le=most, json_schema_extra=unit)]

    def in_words(self, value: Any) -> str:
        if self.choices:
            return written.listed([name for code, name in self.choices if code in value])
        if self.unit == SHARE:
            return written.pct(Decimal(value))
        return f"{written.number(Decimal(value))} {self.unit}"

    @property
    def allowed(self) -> str:
        """What may be given, in words."""
        if self.choices:
            return "Choose at least one"
        number = "A whole number" if self.whole else "A number"
        return f"{number} from 0 to {self.in_words(self.most)}"
