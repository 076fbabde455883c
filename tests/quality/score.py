"""Scores the cleaner on the labelled documents.

    python -m tests.quality.score [--split NAME|FOLDER] [--show [DOCUMENT]]

`--show` prints the misses of one document or of all: furniture left, words lost, repairs wrong, look-alikes touched.
The held-out split shows no document: only figures, by class of the catalogue.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cleaners.document import Article, Document
from cleaners.edits import Context, apply, revert
from cleaners.pipeline import clean
from tests.quality.cases import SPLITS, Case, Damage, load
from tests.quality.gold import fold
from tests.quality.measure import Measures, measure, words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the cleaner made of one document."""

    case: Case
    measures: Measures
    seconds: float  # CPU time
    revert_exact: bool
    idempotent: bool
    unflagged: tuple[Damage, ...] = ()
    error: str | None = None
    again: str = ""  # the text after a second cleaning, if it differs


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a split, in the words of the floors file."""

    documents: int
    f1: float
    furniture_removed: float
    content_lost: float
    repairs_right: float
    lookalikes: int
    lookalikes_touched: int
    clean_documents: int
    clean_unchanged: int
    lines_right: float
    metadata_right: float
    damage_flagged: float
    revert_exact: int
    idempotent: int
    failed: int
    characters_per_second: float


def score(cases: Sequence[Case]) -> list[Outcome]:
    """Cleans every document alone, as a command on one file would."""
    for case in {(case.language, case.media): case for case in cases}.values():
        clean(_document(case, case.raw, media=case.media))  # what is loaded once isn't a document's cost
    return [_outcome(case) for case in cases]


def _document(case: Case, raw: str, *, media: str) -> Document:
    hints = {"site": str(case.head["site"])} if case.head.get("site") else {}
    return Document(case.name, case.name, raw, "html" if media == "html" else "text", hints=hints)


def _outcome(case: Case) -> Outcome:
    start = time.process_time()
    try:
        article = clean(_document(case, case.raw, media=case.media), context=Context())
    except Exception as error:
        seconds = time.process_time() - start
        return Outcome(case, measure(case, "", {}), seconds, False, False, case.damage, repr(error))
    seconds = time.process_time() - start
    again = clean(_document(case, article.text, media="text"), context=Context())
    same = again.text == article.text
    exact = apply(case.raw, article.edits) == article.text and revert(article.text, article.edits) == case.raw
    measures = measure(case, article.text, found_metadata(article))
    unflagged = tuple(
        damage
        for damage in case.damage
        if not any(flag.start < damage.end and flag.end > damage.start for flag in article.flags)
    )
    return Outcome(case, measures, seconds, exact, same, unflagged, again="" if same else again.text)


def found_metadata(article: Article) -> dict[str, Any]:
    """Metadata under the names that the cases use."""
    flags = ("truncated", "machine_translated", "live", "foreign_paragraphs")
    return {
        **{name: ", ".join(article.values(name)) or None for name in ("initials", "views", "site", "photo_credit")},
        **{name: article.has(name) for name in flags},
        "title": article.title,
        "date": article.date,
        "author": article.author,
        "agency": article.agency,
        "place": article.place,
        "keywords": list(article.keywords),
        "language": article.language,
    }


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Totals over a split. Shares are over all pieces of all documents; F1 is the mean over documents."""
    all_measures = [outcome.measures for outcome in outcomes]
    cleans = [m for m in all_measures if m.clean]
    fields = sum(len(outcome.case.head.get("metadata") or {}) for outcome in outcomes)
    return Figures(
        documents=len(outcomes),
        f1=_share(sum(m.f1 for m in all_measures), len(outcomes)),
        furniture_removed=1 - _share(sum(len(m.left) for m in all_measures), sum(m.furniture for m in all_measures)),
        content_lost=_share(sum(len(m.lost_words) for m in all_measures), sum(m.gold_words for m in all_measures)),
        repairs_right=1 - _share(sum(len(m.wrong) for m in all_measures), sum(m.repairs for m in all_measures)),
        lookalikes=sum(m.lookalikes for m in all_measures),
        lookalikes_touched=sum(len(m.touched) for m in all_measures),
        clean_documents=len(cleans),
        clean_unchanged=sum(m.unchanged for m in cleans),
        lines_right=_share(sum(m.lines_right for m in all_measures), sum(m.lines for m in all_measures)),
        metadata_right=1 - _share(sum(len(m.metadata) for m in all_measures), fields),
        damage_flagged=1 - _share(sum(len(o.unflagged) for o in outcomes), sum(len(o.case.damage) for o in outcomes)),
        revert_exact=sum(outcome.revert_exact for outcome in outcomes),
        idempotent=sum(outcome.idempotent for outcome in outcomes),
        failed=sum(outcome.error is not None for outcome in outcomes),
        characters_per_second=_share(
            sum(len(outcome.case.raw) for outcome in outcomes), sum(outcome.seconds for outcome in outcomes)
        ),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def by_class(outcomes: Iterable[Outcome]) -> list[tuple[str, str, int, int]]:
    """(class, what, wrong, all) for every class of the catalogue: no text of any document."""
    rows: Counter[tuple[str, str]] = Counter()
    misses: Counter[tuple[str, str]] = Counter()
    for outcome in outcomes:
        case, m = outcome.case, outcome.measures
        for what, items, wrong in (
            ("furniture", case.furniture, m.left),
            ("repair", case.repairs, m.wrong),
            ("look-alike", case.lookalikes, m.touched),
            ("flag", case.damage, outcome.unflagged),
        ):
            rows.update((item.label, what) for item in items)
            misses.update((item.label, what) for item in wrong)
    order = sorted(rows, key=lambda row: (row[0][0], int(row[0][1:] or 0), row[1]))
    return [(label, what, misses[label, what], rows[label, what]) for label, what in order]


def show(outcome: Outcome) -> str:
    """The misses of one document, a line each; empty if there are none."""
    m = outcome.measures
    lines = [f"  left       {p.label:4} {p.text!r}" for p in m.left]
    if m.lost_words:
        lines.append(f"  lost       {m.lost:.1%}: {' '.join(m.lost_words[:40])}")
    for line in _missing_lines(outcome):
        lines.append(f"  no line    {line!r}")
    lines += [f"  repair     {r.label:4} {r.before!r} -> {[forms[0] for forms in r.keys]}" for r in m.wrong]
    lines += [f"  touched    {a.label:4} {a.raw!r}" for a in m.touched]
    lines += [f"  no flag    {d.label:4} {d.text!r}" for d in outcome.unflagged]
    lines += [f"  metadata   {name}: expected {want!r}, found {got!r}" for name, (want, got) in m.metadata.items()]
    if m.clean and not m.unchanged:
        lines.append("  CHANGED    a clean document")
    if not outcome.idempotent and not outcome.error:
        lines.append("  NOT IDEMPOTENT")
    if not outcome.revert_exact and not outcome.error:
        lines.append("  REVERT IS NOT EXACT")
    if outcome.error:
        lines.append(f"  FAILED     {outcome.error}")
    return "\n".join([f"{m.name}  F1 {m.f1:.4f}  lost {m.lost:.2%}", *lines]) if lines else ""


def _missing_lines(outcome: Outcome) -> list[str]:
    """Gold lines of which more than half the words are lost."""
    lost = Counter(outcome.measures.lost_words)
    missing = []
    for line in fold(outcome.case.gold).split("\n"):
        own = Counter(words(line))
        if own and 2 * sum((own & lost).values()) > sum(own.values()):
            lost -= own
            missing.append(line[:90])
    return missing


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", help=f"{', '.join(SPLITS)}, or a folder of .case files")
    parser.add_argument("--show", nargs="?", const="", metavar="DOCUMENT", help="misses of one document, or of all")
    parser.add_argument("--json", action="store_true", help="the figures alone, as JSON")
    options = parser.parse_args(arguments)
    try:
        cases = load(options.split)
    except ValueError as error:
        parser.error(str(error))
    if options.show:
        cases = [case for case in cases if case.name == options.show]
        if not cases:
            parser.error(f"no document {options.show!r} among: {', '.join(case.name for case in load(options.split))}")
    outcomes = score(cases)
    if options.json:
        print(json.dumps(asdict(figures(outcomes)), indent=2))
        return
    if options.show is not None:
        print("\n".join(filter(None, map(show, outcomes))) or "no misses")
    if not options.show:
        for label, what, wrong, total in by_class(outcomes):
            if wrong:
                print(f"{label:4} {what:10} {wrong:3} of {total:3} wrong")
    for name, value in asdict(figures(outcomes)).items():
        print(f"{name:24}{value:.4f}" if isinstance(value, float) else f"{name:24}{value}")


if __name__ == "__main__":
    main()
