"""A story that nothing moves any more ends with a reason instead of turning the clock for ever."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from mail.mailbox import FolderMailbox
from runtime.demo import BEGINS, LONGEST, MOMENT, ZONE, BeginAgain, Story, StoryStuck
from runtime.demo_acting import People
from runtime.demo_cast import Scripted
from runtime.demo_child import Child
from runtime.demo_telling import Teller
from runtime.sample import begin_again
from tests.living import Living, living


def story_of(halden: Living, folder: Path) -> Story:
    """Its people have no files to send."""
    office, company_id = halden.office, halden.company_id
    mailbox = FolderMailbox(folder)
    return Story(
        office=office,
        company_id=company_id,
        people=People(
            office=office, company_id=company_id, cast=Scripted(files={}), mailbox=mailbox
        ),
        child=Child(command=("worker",), settings=office.settings),
        teller=Teller(office=office, company_id=company_id, zone=ZONE, say=print),
    )


def test_the_story_gives_up_naming_the_cases_that_wait(empty_database: URL, tmp_path: Path) -> None:
    with living(empty_database) as halden:
        halden.begin()
        story = story_of(halden, tmp_path)
        halden.until(BEGINS + LONGEST)
        story.jump()
        halden.until(BEGINS + LONGEST + MOMENT)
        with pytest.raises(StoryStuck, match="cycle:1 is waiting"):
            story.jump()
        settings = halden.office.settings.model_copy(update={"clock": "shifted"})
        begin_again(replace(halden.office, settings=settings))
        with pytest.raises(BeginAgain):
            story.stay()
