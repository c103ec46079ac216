"""A head is read only as it is written, and only its own key's signature counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.signed_head import NotASignedHead, origin_of, read_head, read_heads, sign_head
from gates.signed_note import verifier_of
from tests.gates.histories import KEY, KEYS, OTHERS_KEY, head, heads, history
from tests.stage import NOW


def test_a_head_says_what_it_covers() -> None:
    one = head(history(), 9)
    assert (one.seq, one.chain, one.at) == (9, history()[8].sha256, NOW)
    assert one.signed_by(KEYS)
    assert not one.signed_by((verifier_of(OTHERS_KEY, one.origin),))


def test_another_companys_key_does_not_sign_for_this_one() -> None:
    assert not head(history(), 9).signed_by((verifier_of(KEY, origin_of("other-foods")),))


@given(st.data())
def test_no_character_of_a_head_can_be_changed(data: st.DataObject) -> None:
    note = heads()[0].note
    at = data.draw(st.integers(0, len(note) - 1))
    other = data.draw(st.characters().filter(lambda c: c != note[at]))
    try:
        changed = read_head(note[:at] + other + note[at + 1 :])
    except NotASignedHead:
        return
    assert not changed.signed_by(KEYS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\n4\n", "\n04\n", id="leading zero"),
        pytest.param("\n4\n", "\n0\n", id="covers nothing"),
        pytest.param("+00:00", "", id="no zone"),
        pytest.param("+00:00", "Z", id="zone written otherwise"),
        pytest.param("chain ", "link ", id="no chain"),
        pytest.param("\n\n", "\nmore\n\n", id="one line more"),
    ],
)
def test_only_the_one_way_to_write_a_head_is_read(old: str, new: str) -> None:
    with pytest.raises(NotASignedHead):
        read_head(heads()[0].note.replace(old, new, 1))


def test_half_a_head_is_none() -> None:
    with pytest.raises(NotASignedHead):
        read_heads(heads()[0].note.split("\n\n")[0])


@given(st.text(min_size=1, max_size=20).filter(lambda slug: slug.isprintable()))
def test_any_company_has_a_head(slug: str) -> None:
    one = sign_head(slug=slug, seq=1, root=b"r" * 32, chain="c" * 64, at=NOW, key=KEY)
    assert one.signed_by([verifier_of(KEY, origin_of(slug))])
