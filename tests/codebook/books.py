"""Codebooks of all kinds for tests of properties."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.codebook.issues import Codebook, Issue, control_in, folded

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() and not control_in(text)
)
LINES = st.lists(WORDS | st.sampled_from(["", "- a", "# b", "c: d", "  e", "|", "'", '"']), max_size=4).map("\n".join)
IDS = st.from_regex(r"\A[a-zé0-9_]{1,6}(-[a-z0-9]{1,4}){0,2}\Z") | st.sampled_from(["no", "null", "12", "1e3", "2026-02-10", "0x1f"])


@st.composite
def codebooks(draw: st.DrawFn, *, least: int = 0) -> Codebook:
    """A codebook whose issues hang below one another in any order."""
    ids = draw(st.lists(IDS, min_size=least, max_size=6, unique_by=folded))
    order = draw(st.permutations(ids))
    parents = {id_: draw(st.none() | st.sampled_from(order[:at])) if at else None for at, id_ in enumerate(order)}
    return Codebook(tuple(Issue(id=id_, text=draw(WORDS), notes=draw(LINES), parent=parents[id_]) for id_ in ids))
