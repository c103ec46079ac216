"""What one look at the installation found: what is well, what isn't, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of `sopwith doctor`."""

    name: str
    well: bool
    said: str
    remedy: str = ""
    """What to do; only where something isn't well."""

    def __str__(self) -> str:
        line = f"{'✓' if self.well else '✗'} {self.name}: {self.said}"
        return line if self.well else f"{line}\n    → {self.remedy}"


def well(name: str, said: str) -> Finding:
    return Finding(name=name, well=True, said=said)


def ill(name: str, said: str, remedy: str) -> Finding:
    return Finding(name=name, well=False, said=said, remedy=remedy)
