"""The five articles that the project started from, and their five twins in seeds/.

The real ones are read only where they lie beside the repository; the twins always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaners.document import Article, Document
from cleaners.edits import apply, revert
from cleaners.pipeline import clean
from tests.quality.cases import Case, load
from tests.quality.gold import fold
from tests.quality.measure import measure
from tests.quality.score import found_metadata

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "seeds"
TABLE: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/seeds.yaml").read_text(encoding="utf-8"))
TWINS = {case.head["seed"]: case for case in load("dev") if case.head.get("seed")}

real = pytest.mark.skipif(not REAL.is_dir(), reason="the five real articles aren't beside this repository")


@cache
def cleaned(path: Path) -> Article:
    raw = path.read_bytes().decode("utf-8")
    return clean(Document(path.name, path.name, raw))


def the_real(seed: str) -> Article:
    return cleaned(next(REAL.glob(f"{seed}_*.txt")))


def both() -> Iterator[Any]:
    if REAL.is_dir():
        yield from (pytest.param(path, id=f"real-{path.name[:3]}") for path in sorted(REAL.glob("*.txt")))
    yield from (pytest.param(ROOT / "seeds" / name, id=f"twin-{name[:3]}") for name in sorted(TWINS))


def became(article: Article, number: int) -> tuple[str, int, int]:
    """What line `number` of the raw text (from 1) stands as in the clean text, and its offsets in the raw text."""
    lines = article.raw.split("\n")
    start = sum(len(line) + 1 for line in lines[: number - 1])
    end = start + len(lines[number - 1])
    parts, at = [], start
    for edit in sorted(article.edits, key=lambda edit: (edit.start, edit.end)):
        if edit.end < start or edit.start > end or (edit.end == start and edit.start < start):
            continue
        parts.append(article.raw[at : max(at, edit.start)])
        if start <= edit.start <= end:
            parts.append(edit.after)
        at = max(at, min(edit.end, end))
    parts.append(article.raw[at:end])
    return "".join(parts).strip("\n"), start, end


def rows() -> Iterator[Any]:
    for seed, entry in TABLE.items():
        for row in entry["rows"]:
            for number in row.get("lines") or [row["line"]]:
                marks = [pytest.mark.xfail(strict=True, reason=row["known"])] if row.get("known") else []
                what = "-flag" if row.get("flag") else ""
                yield pytest.param(seed, number, row, id=f"{seed}-line{number}-{row['class']}{what}", marks=marks)


@real
@pytest.mark.parametrize(("seed", "number", "row"), rows())
def test_every_row_of_the_list_is_treated(seed: str, number: int, row: dict[str, Any]) -> None:
    article = the_real(seed)
    text, start, end = became(article, number)
    if row.get("gone"):
        assert not text.strip()
    raw_line = article.raw[start:end]
    if row.get("kept"):
        assert letters(text) == letters(raw_line)
    for fragment in several(row.get("has")):
        alternative = row.get("or")
        assert holds(text, fragment) or (alternative and holds(text, alternative)), text
    for fragment in several(row.get("lacks")):
        assert spaces(fragment) not in text, text
    if row.get("flag"):
        assert any(flag.start < end and flag.end > start for flag in article.flags), "damage that stays is flagged"


@real
@pytest.mark.parametrize("seed", TABLE)
def test_lines_and_metadata_of_the_real_articles(seed: str) -> None:
    article = the_real(seed)
    assert article.language == "fr"
    assert len(article.text.splitlines()) == TABLE[seed]["lines"]
    found = found_metadata(article)
    for name, value in TABLE[seed]["metadata"].items():
        assert plain(found.get(name)) == plain(value), name


@pytest.mark.parametrize("path", both())
def test_the_record_gives_the_raw_text_back(path: Path) -> None:
    article = cleaned(path)
    assert apply(article.raw, article.edits) == article.text
    assert revert(article.text, article.edits).encode() == path.read_bytes()
    assert all(edit.rule and edit.why for edit in article.edits)


@pytest.mark.parametrize("path", both())
def test_cleaning_a_clean_article_changes_nothing(path: Path) -> None:
    article = cleaned(path)
    again = clean(Document("again", "again", article.text))
    assert again.text == article.text


@pytest.mark.parametrize("path", both())
def test_spaces_and_marks_are_those_of_french(path: Path) -> None:
    """U+00A0 inside guillemets and before a colon, U+202F before ; ! ? and inside thousands; one paragraph a line."""
    text = cleaned(path).text
    assert text.endswith("\n")
    assert not re.search(r"\n\s*\n|^\s|[ \t\u00a0\u202f]+\n", text)
    assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", text)
    assert not re.search(r"(?<![\u202f!?…])[;!?]", text)
    assert not re.search(r"(?<!\u00a0):(?= )", text)
    assert not re.search(r"\d[ \u00a0.]\d{3}(?!\d)", text)
    assert not re.search(r"[\"'“”„]|\b[Oo]e(?:uvre|uf|il)", text)


@pytest.mark.parametrize("name", sorted(TWINS))
def test_a_twin_is_what_its_labels_say(name: str) -> None:
    assert (ROOT / "seeds" / name).read_bytes().decode() == TWINS[name].raw


@pytest.mark.parametrize("name", sorted(TWINS))
def test_a_twin_comes_out_as_its_gold_text(name: str) -> None:
    case: Case = TWINS[name]
    article = cleaned(ROOT / "seeds" / name)
    assert fold(article.text).split("\n") == fold(case.gold).split("\n")
    measures = measure(case, article.text, found_metadata(article))
    assert not measures.left
    assert not measures.touched
    assert not measures.metadata, "field: (expected, found)"


def several(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def spaces(fragment: str) -> str:
    return fragment.replace("⍽", "\u00a0").replace("␣", "\u202f")


def holds(text: str, fragment: str) -> bool:
    fragment = spaces(fragment)
    if fragment.startswith("^") and not text.startswith(fragment.strip("^$")):
        return False
    if fragment.endswith("$") and not text.endswith(fragment.strip("^$")):
        return False
    return fragment.strip("^$") in text


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(value)
    return re.sub(r"[\s\u202f\u00a0]+", " ", str(value)) if value else None
