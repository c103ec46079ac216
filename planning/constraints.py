"""placeholder"""

from dataclasses import dataclass
from enum import StrEnum


class ConstraintKind(StrEnum):
    COMPONENT = "component"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    kind: ConstraintKind
    code: str
    name: str
