"""Style sheets, scripts and the icon: read once, named by content, cached for ever."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent.parent / "templates" / "static"
_FILES = {
    "sopwith.css": ("text/css", "css/*.css"),
    "sopwith.js": ("text/javascript", "js/*.js"),
    "htmx.js": ("text/javascript", "vendor/*.js"),
    "icon.svg": ("image/svg+xml", "icon.svg"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    content: bytes
    media_type: str
    tag: str


@dataclass(frozen=True, slots=True)
class Assets:
    by_name: dict[str, Asset]

    def href(self, name: str) -> str:
        return f"/static/{self.by_name[name].tag}/{name}"


def read_assets() -> Assets:
    """Style sheets are joined in name order; the first of them fixes the order of the layers."""
    return Assets({name: _asset(media_type, glob) for name, (media_type, glob) in _FILES.items()})


def _asset(media_type: str, glob: str) -> Asset:
    content = b"\n".join(path.read_bytes() for path in sorted(STATIC.glob(glob)))
    return Asset(content=content, media_type=media_type, tag=sha256(content).hexdigest()[:12])
