"""The tree is RFC 6962's: published roots and paths, and what must hold of every tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.merkle import Tree, inclusion_path, root, root_through

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The reference inputs of the Certificate Transparency project, and their roots by size."""
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = [
    pytest.param(1, 1, [], id="alone"),
    pytest.param(
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
        id="first of eight",
    ),
    pytest.param(
        6,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
        id="sixth of eight",
    ),
    pytest.param(
        3,
        3,
        ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
        id="last of three",
    ),
    pytest.param(
        2,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
        id="second of five",
    ),
]


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing() -> None:
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root([]).hex() == nothing


@pytest.mark.parametrize(("number", "size", "path"), PATHS)
def test_published_paths(number: int, size: int, path: list[str]) -> None:
    found = inclusion_path(LEAVES[:size], number - 1)
    assert [step.hex() for step in found] == path


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=70), st.data())
def test_every_leaf_leads_to_the_root_of_every_size(
    leaves: list[bytes], data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(leaves[:size], index)
    assert root_through(path, leaves[index], index=index, size=size) == root(leaves[:size])
    assert len(path) <= (size - 1).bit_length()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_a_growing_tree_knows_each_root(leaves: list[bytes]) -> None:
    tree = Tree()
    for count, leaf in enumerate(leaves):
        assert tree.root() == root(leaves[:count])
        tree.add(leaf)
    assert (tree.size, tree.root()) == (len(leaves), root(leaves))


@given(st.integers(2, 70), st.data())
def test_another_leaf_place_size_or_path_leads_elsewhere(size: int, data: st.DataObject) -> None:
    leaves = [bytes([number]) for number in range(size)]
    index = data.draw(st.integers(0, size - 1))
    path, right = inclusion_path(leaves, index), root(leaves)
    elsewhere = data.draw(st.integers(0, size - 1).filter(lambda other: other != index))
    at = data.draw(st.integers(0, len(path) - 1))
    bent = (*path[:at], bytes([path[at][0] ^ 1]) + path[at][1:], *path[at + 1 :])
    assert root_through(path, b"other", index=index, size=size) != right
    assert root_through(path, leaves[index], index=elsewhere, size=size) != right
    assert root_through(bent, leaves[index], index=index, size=size) != right
    assert root_through(path[:at] + path[at + 1 :], leaves[index], index=index, size=size) != right
    assert root_through(path, leaves[index], index=index, size=index) is None


def test_there_is_no_path_from_outside() -> None:
    with pytest.raises(IndexError):
        inclusion_path(LEAVES, 8)
