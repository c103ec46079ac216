from pathlib import Path

from mail.mailbox import FolderMailbox


def test_mail_is_fetched_until_it_is_done(tmp_path: Path) -> None:
    box = FolderMailbox(tmp_path / "inbox")
    first, second = box.drop(b"Subject: 1\n\none"), box.drop(b"Subject: 2\n\ntwo")
    assert {uid: raw[:10] for uid, raw in box.fetch_new()} == {
        first: b"Subject: 1",
        second: b"Subject: 2",
    }
    box.done(first)
    box.done(first)
    assert [uid for uid, _ in box.fetch_new()] == [second]


def test_a_uid_cannot_reach_outside_the_folder(tmp_path: Path) -> None:
    box = FolderMailbox(tmp_path / "inbox")
    outside = tmp_path / "kept"
    outside.write_text("here")
    box.done("../../kept")
    assert outside.exists()
