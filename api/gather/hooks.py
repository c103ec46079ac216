"""The page of other systems from its rows."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from api import formats
from api.gather.words import plain
from api.tongue import Say
from api.views.decision import Viewer
from api.views.frame import State
from api.views.hooks import HookLine, HooksView, PostLine
from gates.people import Role
from runtime.hooks.subscribing import MAY_RESEND
from store.posts import ENDED
from store.tables.effects import EffectRow
from store.tables.hooks import HookRow

TOLD = State(word=Say("Told"), icon="check", tone="good")
OVER = State(word=Say("Ended"), icon="none", tone="idle")
STATES: Mapping[str, State] = {
    "held": State(word=Say("Waits"), icon="clock", tone="idle"),
    "sending": State(word=Say("On its way"), icon="clock", tone="idle"),
    "sent": State(word=Say("Arrived"), icon="check", tone="good"),
    "unknown": State(word=Say("May have arrived"), icon="alert", tone="warn"),
    "failed": State(word=Say("Not delivered"), icon="alert", tone="bad"),
}


def hooks_view(
    hooks: Sequence[HookRow], posts: Sequence[EffectRow], viewer: Viewer, message: str = ""
) -> HooksView:
    living = sum(hook.ended_at is None for hook in hooks)
    return HooksView(
        hooks=tuple(_hook(hook, viewer) for hook in hooks),
        posts=tuple(_post(post, viewer) for post in posts),
        summary=formats.count(living, "system") + " told",
        message=message,
    )


def _hook(hook: HookRow, viewer: Viewer) -> HookLine:
    parts = urlsplit(hook.url)
    return HookLine(
        number=hook.id,
        address=f"{parts.scheme}://{parts.netloc}{parts.path}",
        told=", ".join(hook.kinds) or "everything",
        state=OVER if hook.ended_at else TOLD,
        since=(hook.ended_at or hook.made_at).astimezone(viewer.zone),
        ended=hook.ended_why or "",
    )


def _post(post: EffectRow, viewer: Viewer) -> PostLine:
    event = post.content["event"]
    again = post.state in ENDED and Role(viewer.role) in MAY_RESEND
    return PostLine(
        event=plain(str(event["type"]).removeprefix("sopwith.")),
        about=str(event["subject"]),
        number=int(post.content["hook"]),
        state=STATES[post.state],
        at=(post.sent_at or post.tried_at or post.made_at).astimezone(viewer.zone),
        attempts=post.attempts,
        problem=post.problem or "",
        resend=f"/hooks/posts/{post.id}/resend" if again else "",
    )
