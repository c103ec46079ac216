"""Refusals. Each docstring is the message a person reads; `detail` adds what this case needs."""


class Refusal(Exception):
    """This can't be done."""

    def __init__(self, *detail: str) -> None:
        self.detail = detail
        super().__init__(self.message)

    @property
    def message(self) -> str:
        said = " ".join((type(self).__doc__ or "").split())
        return " ".join((said, *self.detail))


class NotYourDecision(Refusal):
    """This request waits for somebody else; you have no seat in it."""


class AgentsDoNotDecide(Refusal):
    """Only a person can decide."""


class AuthorCannotDecide(Refusal):
    """You wrote or submitted what is being decided, so another person must decide it."""


class AlreadyDecided(Refusal):
    """You have already answered this request. Nothing was changed."""


class RequestClosed(Refusal):
    """This request is already decided. Nothing was changed."""


class BriefMoved(Refusal):
    """What you were shown has changed since. Nothing was decided; look at what moved."""


class ReasonMissing(Refusal):
    """Say why, so that the others can act on it."""


class ReasonTooLong(Refusal):
    """The reason is longer than 2,000 characters. Shorten it and send it again."""


class ChoiceMissing(Refusal):
    """Choose one of the options you were shown."""


class VerbNotAllowed(Refusal):
    """This gate doesn't offer that answer."""


class NobodyMaySit(Refusal):
    """Nobody may decide this: every candidate is missing, absent or an author of it."""


class MoveNotAllowed(Refusal):
    """That step can't follow the present state."""
