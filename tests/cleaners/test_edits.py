"""The engine: whatever edits come, in whatever passes, the log leads from raw to clean and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.edits import (
    BrokenPromise,
    Draft,
    Edit,
    Fact,
    Flag,
    OverlappingEdits,
    Promise,
    Rule,
    apply,
    keeps_promise,
    resolve,
    revert,
)

FREE = {name: Rule(name, Promise.DECODING, "any") for name in ("a", "b", "c")}
SOME_TEXT = st.text(alphabet="abé «»\n\u00a0", max_size=40)


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    spans = draw(st.lists(st.tuples(st.integers(0, length), st.integers(0, length)), max_size=8))
    return [
        Edit(min(s), max(s), draw(st.text(alphabet="xy\n", max_size=4)), draw(st.sampled_from("abc")), "why")
        for s in spans
    ]


@given(raw=SOME_TEXT, data=st.data())
def test_the_log_of_many_passes_replays_and_reverts(raw: str, data: st.DataObject) -> None:
    draft = Draft(raw)
    for _ in range(4):
        draft = draft.apply(data.draw(edits_of(len(draft.text))), FREE)
        assert apply(raw, draft.log) == draft.text
        assert revert(draft.text, draft.log) == raw
        assert all(e.before != e.after and raw[e.start : e.end] == e.before for e in draft.log)


@given(raw=SOME_TEXT, data=st.data())
def test_the_order_of_edits_within_a_pass_does_not_matter(raw: str, data: st.DataObject) -> None:
    edits = data.draw(edits_of(len(raw)))
    shuffled = data.draw(st.permutations(edits))
    assert Draft(raw).apply(edits, FREE).text == Draft(raw).apply(shuffled, FREE).text
    assert resolve(edits) == resolve(shuffled)


@given(raw=SOME_TEXT, data=st.data())
def test_undoing_one_rule_leaves_the_others(raw: str, data: st.DataObject) -> None:
    draft = Draft(raw).apply(data.draw(edits_of(len(raw))), FREE)
    without = [e for e in draft.log if e.rule != "a"]
    expected = Draft(raw).apply([Edit(e.start, e.end, e.after, e.rule, e.why) for e in without], FREE)
    assert apply(raw, without) == expected.text


@given(raw=SOME_TEXT, data=st.data())
def test_offsets_of_unchanged_text_lead_to_the_same_text_in_raw(raw: str, data: st.DataObject) -> None:
    draft = Draft(raw)
    for _ in range(3):
        draft = draft.apply(data.draw(edits_of(len(draft.text))), FREE)
    position = 0
    for hunk in (*draft.hunks, None):
        end = hunk.new_start if hunk else len(draft.text)
        if end > position:
            start, stop = draft.raw_span(position, end)
            assert raw[start:stop] == draft.text[position:end]
        position = hunk.new_end if hunk else end


@pytest.mark.parametrize(
    ("promise", "before", "after", "kept"),
    [
        (Promise.LAYOUT, "a  b\u00a0", "a b", True),
        (Promise.LAYOUT, "a, b", "a b", False),
        (Promise.TYPOGRAPHY, '"Non"', "« Non »", True),
        (Promise.TYPOGRAPHY, "1,500", "1 500", True),
        (Promise.TYPOGRAPHY, "1,500", "1 50", False),
        (Promise.TYPOGRAPHY, "Etat", "État", False),
        (Promise.SPELLING, "Etat", "État", True),
        (Promise.SPELLING, "oeuvre", "œuvre", True),
        (Promise.SPELLING, "Source", "source", True),
        (Promise.SPELLING, "source", "sources", False),
        (Promise.REMOVAL, "PUB\n", "", True),
        (Promise.REMOVAL, "PUB\n", "\n", False),
        (Promise.REPAIR, "14th", "14e", True),
        (Promise.REPAIR, "14th", "15e", False),
        (Promise.REPAIR, "[Korut]", "", False),
    ],
)
def test_a_promise_says_what_an_edit_may_change(promise: Promise, before: str, after: str, kept: bool) -> None:
    assert keeps_promise(promise, before, after) is kept


def test_the_engine_refuses_an_edit_that_breaks_its_rules_promise() -> None:
    rules = {"t": Rule("t", Promise.TYPOGRAPHY, "spacing")}
    breaking, honest = Edit(0, 3, "deux", "t", "x"), Edit(3, 3, "\u202f", "t", "x")
    with pytest.raises(BrokenPromise, match="t promises typography"):
        Draft("one!").apply([breaking], rules)
    refused: list[str] = []
    draft = Draft("one!").apply([breaking, honest], rules, refused=lambda edit, rule: refused.append(rule.id))
    assert (draft.text, refused) == ("one\u202f!", ["t"])


def test_edits_outside_the_text_and_unknown_rules_are_errors() -> None:
    with pytest.raises(ValueError, match="outside the text"):
        Draft("abc").apply([Edit(2, 9, "", "a", "")], FREE)
    with pytest.raises(KeyError):
        Draft("abc").apply([Edit(0, 1, "", "nobody", "")], FREE)


def test_a_log_with_two_edits_of_one_place_is_refused() -> None:
    draft = Draft("abcdef").apply([Edit(0, 3, "x", "a", "")], FREE)
    with pytest.raises(OverlappingEdits):
        apply("abcdef", [*draft.log, *Draft("abcdef").apply([Edit(1, 2, "", "b", "")], FREE).log])


def test_a_later_pass_over_the_same_place_names_both_rules() -> None:
    draft = Draft("&nbsp;PUB\nfin").apply([Edit(0, 6, " ", "a", "entity")], FREE)
    draft = draft.apply([Edit(0, 5, "", "b", "furniture")], FREE)
    (edit,) = draft.log
    assert (edit.rule, edit.also, edit.before, edit.after) == ("b", ("a",), "&nbsp;PUB\n", "")


def test_facts_and_flags_found_in_a_changed_text_point_into_the_raw_text() -> None:
    raw = "PUB\nPar Ana Lou\n"
    draft = Draft(raw).apply([Edit(0, 4, "", "a", "ad")], FREE)
    draft = draft.apply([Fact("author", "Ana Lou", 4, 11, "b"), Flag("odd", 0, 3, "why")], FREE)
    assert [raw[f.start : f.end] for f in (*draft.facts, *draft.flags)] == ["Ana Lou", "Par"]
