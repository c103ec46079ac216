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


class SubmitterCannotDecide(Refusal):
    """You submitted figures this rests on, so another person must decide it."""


class RecommenderCannotDecide(Refusal):
    """You recommended what is to be decided, so another person must decide it."""


class OnePersonOneSeat(Refusal):
    """You have answered for another seat of this request, so somebody else must fill this one."""


class SayForWhom(Refusal):
    """You can answer here for more than one person. Say for whom."""


class NotYourTurn(Refusal):
    """The seats of this gate answer one after another, and it isn't this one's turn yet."""


class OverAuthority(Refusal):
    """This is more than you may approve in this cycle."""


class OverDelegation(Refusal):
    """This is more than was delegated to you."""


class DelegationToSelf(Refusal):
    """Nobody can delegate to themselves."""


class DelegationHasNoTime(Refusal):
    """A delegation ends after it begins, and later than now."""


class NotYourDelegation(Refusal):
    """Only who gave it, the S&OP lead or an admin can change this delegation."""


class DelegationIsOver(Refusal):
    """This delegation has already ended. Nothing was changed."""


class NobodyByThatName(Refusal):
    """There is no such person in this company."""


class LimitBelowZero(Refusal):
    """A limit is an amount in euro, not below zero."""


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


class ConditionNotOffered(Refusal):
    """This can't be made a condition here. Choose one of those the brief offers."""


class FallbackMissing(Refusal):
    """Say which other option counts when the condition isn't met in time."""


class ConditionHasNoTime(Refusal):
    """Say until when the condition may be met: a day and a time."""


class ConditionIsPast(Refusal):
    """The condition's time has already passed. Choose a later moment."""


class FallbackTooLate(Refusal):
    """By then the other option can no longer be chosen. Choose an earlier moment."""


class LookedAtAgain(Refusal):
    """What this rests on is being looked at again. Wait until that is decided."""


class MayNotReopen(Refusal):
    """Only people who sit in it, or the S&OP lead, can ask to look at this again."""


class NotDecidedYet(Refusal):
    """This hasn't been decided, so there is nothing to look at again."""


class AlreadyReopened(Refusal):
    """This is already being looked at again."""


class NothingHasChanged(Refusal):
    """This is decided, and nothing it rests on has changed since. Name a fact that has changed."""


class NobodyMaySit(Refusal):
    """Nobody may decide this: every candidate is missing or took part in what is decided."""


class StepUpNeeded(Refusal):
    """So much is at stake that you must first confirm that it is you. Nothing was decided."""


class MailMayNotDecide(Refusal):
    """This can't be decided by mail. Open the request and answer it there."""


class SeveralGates(Refusal):
    """Only requests of one kind can be answered at once. Nothing was decided."""


class SeveralAnswers(Refusal):
    """Only one and the same answer can be given to several requests at once."""


class NotTogether(Refusal):
    """Too much is at stake here to answer several at once. Answer each by itself."""


class TooManyTogether(Refusal):
    """These are more than 50. Answer them in smaller groups."""


class MoveNotAllowed(Refusal):
    """That step can't follow the present state."""
