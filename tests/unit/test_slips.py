"""A slip of the finger while a name is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldcafe.domain.slips import begins_nearly


@given(
    word=st.text("abcdefgh", min_size=1, max_size=12),
    rest=st.text("abcdefgh", max_size=4),
    data=st.data(),
)
def test_any_one_slip_is_forgiven(word, rest, data):
    at = data.draw(st.integers(0, len(word) - 1))
    other = data.draw(st.sampled_from("abcdefgh"))
    slips = [
        word,
        word[:at] + other + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + other + word[at:],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ]
    assert all(begins_nearly(word + rest, slip) for slip in slips)


@pytest.mark.parametrize("typed", ["dakra x", "adkra", "dkr", "sakat", "dakarar", "xyz"])
def test_two_slips_are_not(typed):
    assert not begins_nearly("dakar", typed)
