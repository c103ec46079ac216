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
    """It isn't this seat's turn: others answer before it, or have answered for it."""


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


class TakenOn(Refusal):
    """Somebody else has taken this on. You can answer it all the same."""


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


class SitsAlready(Refusal):
    """That person has a seat here already."""


class TookPart(Refusal):
    """That person took part in what is decided, so they can't decide it."""


class NotInThisRequest(Refusal):
    """Only who sits in this request, the S&OP lead or an admin can do that."""


class WhyMissing(Refusal):
    """Say why, so that they know what is wanted of them."""


class CommentMissing(Refusal):
    """Write something first."""


class CommentTooLong(Refusal):
    """A comment is at most 2,000 characters. Shorten it and send it again."""


class TooManyComments(Refusal):
    """This request has as many comments as it can hold. Nothing was added."""


class NoSuchOption(Refusal):
    """There is no such option in what you were shown."""


class SnoozeHasNoEnd(Refusal):
    """Say until when: a day before the deadline, a new brief, or somebody's answer."""


class SnoozeBeyondDeadline(Refusal):
    """A snooze ends before the deadline does; the deadline never moves."""


class SnoozeInThePast(Refusal):
    """That moment has passed. Choose a later one."""


class NothingToWaitFor(Refusal):
    """That person isn't asked here, or has answered already."""


class NothingToWithdraw(Refusal):
    """You have no answer here that stands."""


class UndoIsOver(Refusal):
    """The time to take this back is over: what it set off has begun."""


class NothingIsHeld(Refusal):
    """Nothing of this answer is held back, so what it set off has begun."""


class NotAdded(Refusal):
    """Only a seat that was added and hasn't answered can be taken back, by who added it."""


class NothingToChange(Refusal):
    """This option has nothing that can be changed."""


class NothingChanged(Refusal):
    """These are the values the option has. Change one, or approve it as it is."""


class OutOfBounds(Refusal):
    """A value can't be used as given. Nothing was computed."""


class TooManyChanges(Refusal):
    """Four changed options are enough for one request. Choose one of them."""


class TooManyOwnOptions(Refusal):
    """You keep five options of your own here already. Comment on one of them instead."""


class CannotRecompute(Refusal):
    """The changed option couldn't be computed. Nothing was changed; try other values."""


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


class NotForYourRole(Refusal):
    """Your role doesn't do this. Nothing was changed."""


class MoveNotAllowed(Refusal):
    """That step can't follow the present state."""
