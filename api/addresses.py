"""Every address and what it takes to use it: the whole table of who gets where, to be read.

An address that isn't here stops the application from starting, so none opens by being forgotten.
"""

from types import MappingProxyType

from gates.access import Scope

OPEN = None
"""For everybody: the address proves itself by a signature or a secret, or tells nothing."""

_BY_SCOPE: dict[Scope | None, str] = {
    OPEN: """
        GET /  GET /healthz  GET /readyz  GET /static/{tag}/{name}
        GET /sign-in  POST /sign-in  POST /sign-out
        POST /sign-in/passkey/options  POST /sign-in/passkey
        POST /sign-in/provider  GET /sign-in/callback
        GET /join/{token}  POST /join/{token}  POST /join/{token}/options
        POST /hooks/mail  GET /calendars/{address}.ics
        GET /i/{token}  POST /i/{token}/who  POST /i/{token}/file  POST /i/{token}/unchanged
        POST /i/{token}/grid/{version}  POST /i/{token}/words  POST /i/{token}/corrections
        POST /i/{token}/layout
        GET /a/{token}  POST /a/{token}/who  POST /a/{token}/answers
    """,
    Scope.WORK: """
        GET /live  GET /search  GET /inbox  GET /d/{code}  GET /requests/{request_id}
        GET /requests/{request_id}/moves/{move}
        GET /requests/{request_id}/deadline.ics  GET /requests/{request_id}/numbers/{metric}
        GET /requests/{request_id}/options.{ending}  GET /requests/{request_id}/tries/{option}
        GET /requests/{request_id}/own/{option}
        GET /requests/{request_id}/ask
        GET /together  GET /together/receipt
        GET /decisions/{decision_id}  GET /decisions/{decision_id}/receipt.json
        GET /decisions/{decision_id}/shown  GET /cycle  GET /process
        GET /cycles  GET /cycles/{cycle_id}
        GET /process.{ending}  GET /plan  GET /plan/commitments.{ending}
        GET /plan/items/{code}  GET /plan/items/{code}/weeks/{week}  GET /plan/stock/{code}.{ending}
        GET /plan/money  GET /plan/money/{month}
        GET /plan/lines/{code}  GET /plan/lines/{code}/weeks/{week}  GET /plan/load/{code}.{ending}
        GET /inputs  GET /inputs/{input_id}  GET /inputs/{input_id}/versions/{version}
        GET /inputs/{input_id}/versions/{version}/changes.csv  GET /demand
        GET /imports  GET /actions  GET /actions.{ending}  GET /actions/{action_id}
        GET /replies  GET /replies/{reply_id}  GET /wordings  GET /people  GET /people/{key}
        GET /mail  GET /mail/{mail_id}  GET /mail/{mail_id}/html
        GET /mail/in/{message_id}  GET /mail/in/{message_id}/html
    """,
    Scope.RECORD: """
        GET /ledger  GET /ledger/heads  GET /ledger/keys  GET /hooks
        GET /playbook  GET /playbook/versions/{playbook}  GET /playbook/graphs/{kind}
        GET /playbook/versions/{playbook}/playbook.{format}
        GET /evals  GET /evals/beside  GET /evals/runs/{run_id}
        GET /evals/runs/{run_id}/cycles/{number}  GET /evals/runs/{run_id}/briefs/{digest}
        GET /evals/runs/{run_id}/cycles.{ending}  GET /evals/runs/{run_id}/results.json
        GET /evals/runs/{run_id}/report.html
    """,
    Scope.DECIDE: """
        POST /requests/{request_id}/decisions  POST /requests/{request_id}/step-up
        POST /requests/{request_id}/step-up/options
        POST /requests/{request_id}/step-up/provider
        POST /requests/{request_id}/moves/{move}/step-up/options
        POST /requests/{request_id}/moves/{move}/step-up  POST /together
        POST /requests/{request_id}/changes  POST /requests/{request_id}/reopenings
        POST /requests/{request_id}/delegations  POST /requests/{request_id}/approvers
        POST /requests/{request_id}/approvers/taken-back  POST /requests/{request_id}/comments
        POST /requests/{request_id}/questions
        POST /requests/{request_id}/snoozes  POST /requests/{request_id}/snoozes/ended
        POST /requests/{request_id}/withdrawals  POST /requests/{request_id}/claims
        POST /requests/{request_id}/claims/ended  POST /requests/{request_id}/tries/{option}
    """,
    Scope.ANSWER: """
        POST /actions/{action_id}/answers  POST /findings/{finding_id}/waiver
        POST /inputs/{input_id}/corrections  POST /inputs/{input_id}/layout
        POST /replies/{reply_id}/reading  POST /wordings/{wording_id}/verdict
        POST /demand/weights  POST /demand/overrides
        POST /demand/said/{said_id}/end
    """,
    Scope.STAND_IN: """
        POST /people/{key}/delegations  POST /delegations/{delegation_id}/revocation
    """,
    Scope.OPERATE: """
        POST /cases/{case_id}/retries  POST /hooks/posts/{effect_id}/resend
        POST /people/{key}/sign-out  POST /people/{key}/invitation
        POST /imports  POST /imports/{proposal_id}/confirmation
        POST /imports/{proposal_id}/dismissal
    """,
    Scope.TUNE: """
        GET /playbook/words/{job}  POST /playbook/words/{job}
        GET /playbook/edit  POST /playbook/drafts  POST /playbook/rollback
        POST /playbook/canary/activation
        POST /playbook/versions/{playbook}/activation
        POST /playbook/versions/{playbook}/preview
        POST /playbook/versions/{playbook}/submission
    """,
    Scope.SELF: """
        POST /requests/{request_id}/looks  POST /requests/{request_id}/drafts
        GET /calendar  POST /calendar/address  POST /calendar/end
        POST /inbox/views  POST /inbox/views/dropped
        GET /help  POST /tour  POST /sample/again
        GET /account  POST /account/keys  POST /account/advances
        POST /account/language  POST /account/sign-out
        POST /account/passkeys/options  POST /account/passkeys  POST /account/passkeys/ended
        POST /account/tokens  POST /account/tokens/ended
    """,
}


def _table() -> dict[tuple[str, str], Scope | None]:
    told: dict[tuple[str, str], Scope | None] = {}
    for scope, text in _BY_SCOPE.items():
        words = iter(text.split())
        told |= dict.fromkeys(zip(words, words, strict=True), scope)
    return told


NEEDS = MappingProxyType(_table())
"""Method and address to the scope it needs, or OPEN."""
