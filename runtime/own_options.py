"""Keeping a tried option as one's own: solved in full, beside the drafted ones, for all to read.

It enters no brief and binds nobody. Whoever may sign can put the same values beside the others
(`runtime.changing`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from agents.supply_work import changed_option
from gates import errors
from gates.moves import check_keeping
from graphs.tools import WorkFailed
from planning.plain_values import plain
from runtime.deciding import Answer
from runtime.moving import at_request
from runtime.office import Office
from runtime.trying import ground_of, wanted
from store import own_options
from store.own_options import NewOwnOption


def keep_own(office: Office, whom: Answer, option: str, said: Mapping[str, Sequence[str]]) -> str:
    """The key of the option that is kept. Raises a `Refusal`. Sending twice is one option.

    Solving takes a second or two, so it happens between two transactions.
    """
    with at_request(office, whom) as scene:
        ground = ground_of(scene.session, scene.row.id, option)
        scenario, changes = wanted(ground, said, by=scene.who.name)
        if scenario.key in own_options.keys_on(scene.session, scene.row.id):
            return scenario.key
        so_far = own_options.count_of(scene.session, scene.row.id, scene.who.id)
        check_keeping(scene.matter, so_far=so_far, by=scene.actor)
    base = ground.changing.base
    try:
        content = office.spare.run(
            changed_option,
            base.files,
            base.baseline,
            plain(scenario),
            ground.changing.others,
            base.past,
        )
    except WorkFailed as failed:
        raise errors.CannotRecompute(str(failed)) from failed
    with at_request(office, whom) as scene:
        so_far = own_options.count_of(scene.session, scene.row.id, scene.who.id)
        check_keeping(scene.matter, so_far=so_far, by=scene.actor)
        new = NewOwnOption(
            request_id=scene.row.id,
            person_id=scene.who.id,
            key=scenario.key,
            base=option,
            name=scenario.name,
            changes=[asdict(one) for one in changes],
            content=content,
            made_at=scene.at,
        )
        if own_options.add(scene.session, whom.company_id, new):
            scene.write_history("option_kept", {"option": scenario.key, "base": option})
    return scenario.key
