"""`diptych check`: a JSON-able record for each line, whatever the line."""

from __future__ import annotations

import itertools
import json

from translators.check_bitext import check_lines, is_flagged_record
from translators.glossary import Glossary


def test_a_record_a_line() -> None:
    lines = ["Il pleut.\tIt is raining.\n", "Il a 30 ans.\tHe is 40.\r\n", "Il pleut.\t\n"]
    records = list(check_lines(lines, "fr", "en"))
    assert records[0] == {"score": 1.0, "flags": []}
    assert [flag["check"] for flag in records[1]["flags"]] == ["numbers"]
    assert set(records[1]["flags"][0]) == {"check", "severity", "why"}
    assert records[2]["flags"][0]["check"] == "empty"
    assert [is_flagged_record(record) for record in records] == [False, True, True]
    json.dumps(records)


def test_a_line_that_is_no_pair_is_flagged_and_stops_nothing() -> None:
    lines = ["no tab at all\n", "one\ttwo\tthree\n", "", "Il pleut.\tIt is raining."]
    records = list(check_lines(lines, "fr", "en"))
    assert [[flag["check"] for flag in record["flags"]] for record in records] == [["input"], ["input"], ["input"], []]
    assert records[0]["flags"][0]["why"] == "expected source, one tab, translation; the line has no tab"
    assert records[0]["score"] == 0.0


def test_it_streams() -> None:
    endless = itertools.repeat("Il pleut.\tIt is raining.\n")
    assert len(list(itertools.islice(check_lines(endless, "fr", "en"), 50))) == 50


def test_the_glossary_joins_in() -> None:
    line = "La Corée du Nord a tiré.\tThe Korea fired."
    (record,) = check_lines([line], "fr", "en", glossary=Glossary.load().check)
    assert "glossary" in {flag["check"] for flag in record["flags"]}
