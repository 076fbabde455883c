"""The titles of a live page's entries stay, though they stand between stamps and buttons."""

from __future__ import annotations

from cleaners.document import Document
from cleaners.pipeline import clean

_ENTRIES = [
    ("19.42 GMT", "Where things stand tonight", "The river authority says the gates at Wexcombe will stay shut until the tide turns at four."),
    ("18.05 GMT", "Good evening from the quay", "Sixty people are spending the night in the school hall, where the caretaker has lit the old stove."),
    ("16.20 GMT", "A bridge closes", "Police closed the lower bridge after a barge broke loose and rested against the second pier for an hour."),
]


def _page(entries: list[tuple[str, str, str]]) -> str:
    head = ["Skip to main content", "Support our journalism", "Flood on the Tarrow: gates shut as the river rises", "Key events"]
    body = [line for stamp, title, text in entries for line in (stamp, title, text, "Share", "Updated at 20.01 GMT")]
    return "\n".join([*head, *body, "Most viewed", "Terms and conditions"])


def test_the_stamps_of_entries_go_and_their_titles_stay() -> None:
    text = clean(Document("a", "a", _page(_ENTRIES), "text")).text.split("\n")
    assert [title for _, title, _ in _ENTRIES if title not in text] == []
    assert [stamp for stamp, _, _ in _ENTRIES if stamp in text] == []


def test_hours_that_follow_one_another_in_an_article_without_furniture_are_a_chronology() -> None:
    lines = ["A night on the Tarrow"]
    for (_, _, text), hour in zip(_ENTRIES, ("16.20", "18.05", "19.42"), strict=True):
        lines += [hour, text]
    text = clean(Document("a", "a", "\n".join(lines), "text")).text
    assert all(hour in text for hour in ("16.20", "18.05", "19.42"))
