"""Why a playbook isn't changed so."""

from gates.errors import Refusal


class NotYoursToTune(Refusal):
    """Only an administrator or the S&OP lead may change the playbook."""


class NobodyHolds(Refusal):
    """The playbook names a role that nobody of this company holds."""


class NeedsItsGate(Refusal):
    """This change does more than tighten; one person can't make it active."""


class ReasonWanted(Refusal):
    """Say why; the reason stands in the ledger."""


class ActiveAlready(Refusal):
    """This version is the active one."""


class NotPreviewed(Refusal):
    """Preview this version on recorded cycles first, against the version that is active."""


class PreviewTooOld(Refusal):
    """Its preview is more than seven days old; make a new one."""


class NoSuchDraft(Refusal):
    """Nobody of this company drafted this version."""


class NoCycleYet(Refusal):
    """No cycle was ever opened; a change is put to its gate within one."""


class NotSayable(Refusal):
    """A text of ours can't be said so: it must keep its slots and hold nothing else."""


class NothingBefore(Refusal):
    """No version was active before this one."""


class NoSuchRegion(Refusal):
    """The company has no such region."""


class NoCanary(Refusal):
    """No canary lives."""


class CanaryLives(Refusal):
    """A canary lives; end it, or make its version active for all, first."""


class NoSuchShare(Refusal):
    """A canary is `cycle`, `region:CODE`, or `share:N` with 1 to 50 percent."""
