"""Every gate there is. The only list to edit; docs/reference/gates.md describes each."""

from datetime import timedelta
from types import MappingProxyType

from gates.gate import Gate, Rule, Rung, Step, Verb
from gates.people import Role
from gates.seating import role
from gates.tiers import Tier

A_DAY, A_MORNING = timedelta(days=1), timedelta(hours=4)
DECIDING = (Verb.APPROVE, Verb.REQUEST_CHANGES, Verb.REJECT)

BASELINE = Gate(
    name="baseline",
    title="Freeze the demand baseline",
    step=Step.DEMAND_REVIEW,
    slate=(role(Role.DEMAND_MANAGER),),
    accountable=Role.DEMAND_MANAGER,
    rule=Rule.ONE,
    verbs=(Verb.APPROVE, Verb.REQUEST_CHANGES),
    tier=Tier.MEDIUM,
    due=timedelta(days=2),
    remind_before=(A_DAY, A_MORNING),
    escalates_to=Role.SOP_LEAD,
    then=(Rung(after=A_DAY),),
    expires=Rung(to=Role.COO, after=2 * A_DAY),
)

REVIEW = Gate(
    name="review",
    title="Review the options",
    step=Step.RECONCILIATION,
    slate=(role(Role.SALES_LEAD), role(Role.OPERATIONS_LEAD), role(Role.FINANCE_LEAD)),
    accountable=Role.SOP_LEAD,
    rule=Rule.EVERYONE_ANSWERS,
    verbs=(Verb.APPROVE, Verb.DISSENT),
    tier=Tier.MEDIUM,
    due=timedelta(days=2),
    remind_before=(A_DAY, A_MORNING),
    escalates_to=Role.SOP_LEAD,
    then=(Rung(after=A_DAY),),
    expires=Rung(to=Role.SOP_LEAD, after=2 * A_DAY),
    needs_choice=True,
)

TRADE_OFF = Gate(
    name="trade_off",
    title="Settle the trade-off",
    step=Step.RECONCILIATION,
    slate=(role(Role.COO),),
    accountable=Role.COO,
    rule=Rule.ONE,
    verbs=(Verb.APPROVE, Verb.APPROVE_WITH_CHANGES, Verb.REQUEST_CHANGES),
    tier=Tier.HIGH,
    due=timedelta(days=2),
    remind_before=(A_DAY, A_MORNING),
    escalates_to=Role.GENERAL_MANAGER,
    then=(Rung(to=Role.FINANCE_LEAD, after=A_DAY),),
    expires=Rung(to=Role.GENERAL_MANAGER, after=2 * A_DAY),
    holds_effects=timedelta(0),
    needs_choice=True,
)

EXECUTIVE_LOCK = Gate(
    name="executive_lock",
    title="Lock the plan",
    step=Step.EXECUTIVE_REVIEW,
    slate=(role(Role.GENERAL_MANAGER),),
    accountable=Role.GENERAL_MANAGER,
    rule=Rule.ONE,
    verbs=DECIDING,
    tier=Tier.HIGH,
    due=timedelta(days=2),
    remind_before=(A_DAY, A_MORNING),
    escalates_to=Role.SOP_LEAD,
    then=(Rung(to=Role.FINANCE_LEAD, after=A_DAY),),
    expires=Rung(to=Role.FINANCE_LEAD, after=2 * A_DAY),
    takes_conditions=True,
)

MISSING_INPUT = Gate(
    name="missing_input",
    title="Go on without an input",
    step=Step.INPUTS,
    slate=(role(Role.SOP_LEAD),),
    accountable=Role.SOP_LEAD,
    rule=Rule.ONE,
    verbs=(Verb.APPROVE,),
    tier=Tier.LOW,
    due=timedelta(days=1),
    remind_before=(timedelta(hours=12), timedelta(hours=3)),
    escalates_to=Role.DEMAND_MANAGER,
    then=(Rung(after=A_DAY),),
    expires=Rung(to=Role.COO, after=2 * A_DAY),
    needs_choice=True,
)

LATE_ACTION = Gate(
    name="late_action",
    title="Decide on a late action",
    step=Step.EXECUTION,
    slate=(role(Role.OPERATIONS_LEAD),),
    accountable=Role.OPERATIONS_LEAD,
    rule=Rule.ONE,
    verbs=(Verb.APPROVE,),
    tier=Tier.MEDIUM,
    due=timedelta(days=1),
    remind_before=(timedelta(hours=12), timedelta(hours=3)),
    escalates_to=Role.COO,
    then=(Rung(to=Role.SOP_LEAD, after=A_DAY),),
    expires=Rung(to=Role.GENERAL_MANAGER, after=2 * A_DAY),
    needs_choice=True,
)

PLAYBOOK_CHANGE = Gate(
    name="playbook_change",
    title="Change the playbook",
    step=Step.EXECUTION,
    slate=(role(Role.SOP_LEAD), role(Role.FINANCE_LEAD)),
    accountable=Role.SOP_LEAD,
    rule=Rule.ALL,
    verbs=(Verb.APPROVE, Verb.REJECT),
    tier=Tier.HIGH,
    due=timedelta(days=5),
    remind_before=(A_DAY, A_MORNING),
    escalates_to=Role.COO,
    then=(Rung(after=A_DAY),),
    expires=Rung(to=Role.GENERAL_MANAGER, after=2 * A_DAY),
    holds_effects=timedelta(0),
    of_cycle=False,
)

PLAN_CHANGE = Gate(
    name="plan_change",
    title="Change the locked plan",
    step=Step.EXECUTION,
    slate=(
        role(Role.GENERAL_MANAGER),
        role(Role.SALES_LEAD),
        role(Role.OPERATIONS_LEAD),
        role(Role.FINANCE_LEAD),
    ),
    accountable=Role.GENERAL_MANAGER,
    rule=Rule.ALL,
    verbs=(Verb.APPROVE, Verb.REQUEST_CHANGES),
    tier=Tier.HIGH,
    due=timedelta(days=1),
    remind_before=(timedelta(hours=12), timedelta(hours=3)),
    escalates_to=Role.COO,
    then=(Rung(to=Role.SOP_LEAD, after=A_DAY),),
    expires=Rung(to=Role.COO, after=2 * A_DAY),
    holds_effects=timedelta(0),
    needs_choice=True,
    accountable_commits=True,
)

GATES = MappingProxyType(
    {
        gate.name: gate
        for gate in (
            BASELINE,
            REVIEW,
            TRADE_OFF,
            EXECUTIVE_LOCK,
            MISSING_INPUT,
            LATE_ACTION,
            PLAYBOOK_CHANGE,
            PLAN_CHANGE,
        )
    }
)
