"""Exports, each written as a stream: JSONL, Parquet, TMX and Moses text of the pairs, JSONL of what has no pair.

Every export is complete or not there at all, in the order of the store, and holds no time stamp: the same store gives
the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from flows.publish.files import replacing, to_utf8, valid_text
from flows.publish.records import ArticleRecord, Segment
from translators.ladder import ArticleVerdict

ROWS_A_GROUP = 200
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Writer = Callable[[ArticleRecord], None]


def export(records: Iterable[ArticleRecord], out: Path, formats: Iterable[str]) -> Generator[ArticleRecord, None, None]:
    """Write the exports named in `formats` while `records` pass through; they are in place when the last has passed.

    Raises OSError when `out` can't be written; then nothing in it was changed. Whoever stops early closes it.
    """
    wanted = set(formats)
    with ExitStack() as stack:
        writers: list[Writer] = []
        if "jsonl" in wanted:
            writers.append(_jsonl(stack.enter_context(replacing(out / "pairs.jsonl")), paired=True))
            writers.append(_jsonl(stack.enter_context(replacing(out / "kept.jsonl")), paired=False))
        if "parquet" in wanted:
            writers.append(_parquet(stack, stack.enter_context(replacing(out / "pairs.parquet"))))
        if "tmx" in wanted:
            writers.append(_tmx(stack, stack.enter_context(replacing(out / "pairs.tmx"))))
        if "moses" in wanted:
            sides = {code: stack.enter_context(replacing(out / f"pairs.{code}")) for code in ("fr", "en")}
            writers.append(_moses(sides))
        for record in records:
            for write in writers:
                write(record)
            yield record


def pair_fields(record: ArticleRecord) -> dict[str, Any]:
    """A line of pairs.jsonl. `text` has a paragraph a line, without the title; `segments` are the text's sentences."""
    return {
        "id": record.id,
        "source": record.source,
        "title": {"fr": record.title_fr, "en": record.title_en},
        "date": record.date,
        "author": record.author,
        "agency": record.agency,
        "keywords": list(record.keywords),
        "original": record.original,
        "text": {"fr": record.text("fr"), "en": record.text("en")},
        "segments": [_segment_fields(s, record.original) for s in record.segments if s.paragraph >= 0],
        "flags": list(record.flags),
        "verdict": _verdict_fields(record.verdict) if record.verdict else None,
        "signature": record.signature,
    }


def kept_fields(record: ArticleRecord) -> dict[str, Any]:
    """A line of kept.jsonl: an article without a pair, and why."""
    return {
        "id": record.id,
        "source": record.source,
        "status": record.status,
        "reason": record.reason,
        "language": record.language,
        "title": record.title,
        "date": record.date,
        "author": record.author,
        "agency": record.agency,
        "keywords": list(record.keywords),
        "text": "\n".join(record.paragraphs),
        "flags": list(record.flags),
        "signature": record.signature,
    }


def _verdict_fields(verdict: ArticleVerdict) -> dict[str, Any]:
    problems = [{"check": name, "segments": count} for name, count in verdict.problems]
    return {**asdict(verdict), "problems": problems, "summary": verdict.summary}


def _segment_fields(segment: Segment, original: str | None) -> dict[str, Any]:
    """`flags` are warnings and errors; `raw` is the translation as the model wrote it, None where typography changed
    nothing, and `rules` says which rules did."""
    return {
        "paragraph": segment.paragraph,
        "fr": segment.fr,
        "en": segment.en,
        "score": segment.score,
        "flags": [_segment_flag(flag, why) for flag, why in segment.found if not flag.startswith("info:")],
        "attempts": segment.attempts,
        "raw": segment.as_translated(original) if segment.edits else None,
        "rules": sorted({edit.rule for edit in segment.edits}),
    }


def _segment_flag(flag: str, why: str) -> dict[str, str]:
    severity, _, check = flag.partition(":")
    return {"check": check, "severity": severity, "why": why}


def _jsonl(stream: BinaryIO, *, paired: bool) -> Writer:
    def write(record: ArticleRecord) -> None:
        if (record.status == "paired") == paired:
            fields = pair_fields(record) if paired else kept_fields(record)
            stream.write(to_utf8(json.dumps(fields, ensure_ascii=False) + "\n"))

    return write


def _parquet(stack: ExitStack, stream: BinaryIO) -> Writer:
    import pyarrow as pa
    import pyarrow.parquet as pq

    text, sides = pa.string(), pa.struct([("fr", pa.string()), ("en", pa.string())])
    segment = [
        ("paragraph", pa.int32()),
        ("fr", text),
        ("en", text),
        ("score", pa.float32()),
        ("flags", pa.list_(pa.struct([("check", text), ("severity", text), ("why", text)]))),
        ("attempts", pa.int32()),
        ("raw", text),
        ("rules", pa.list_(text)),
    ]
    counts = [(name, pa.int32()) for name in ("sentences", "flagged", "withheld", "retried")]
    problem = [("check", text), ("segments", pa.int32())]
    verdict = [("score", pa.float32()), *counts, ("problems", pa.list_(pa.struct(problem))), ("summary", text)]
    flag = [("name", text), ("start", pa.int64()), ("end", pa.int64()), ("why", text)]
    schema = pa.schema(
        [
            *((name, text) for name in ("id", "source")),
            ("title", sides),
            *((name, text) for name in ("date", "author", "agency")),
            ("keywords", pa.list_(text)),
            ("original", text),
            ("text", sides),
            ("segments", pa.list_(pa.struct(segment))),
            ("flags", pa.list_(pa.struct(flag))),
            ("verdict", pa.struct(verdict)),
            ("signature", text),
        ]
    )
    writer = stack.enter_context(pq.ParquetWriter(stream, schema, compression="zstd"))
    rows: list[Mapping[str, Any]] = []

    def flush() -> None:
        if rows:
            writer.write_table(pa.Table.from_pylist(rows, schema))
            rows.clear()

    def write(record: ArticleRecord) -> None:
        if record.status == "paired":
            rows.append(_valid(pair_fields(record)))
            if len(rows) >= ROWS_A_GROUP:
                flush()

    stack.callback(flush)
    return write


def _valid(value: Any) -> Any:
    if isinstance(value, str):
        return valid_text(value)
    if isinstance(value, list):
        return [_valid(part) for part in value]
    return {key: _valid(part) for key, part in value.items()} if isinstance(value, dict) else value


def _tmx(stack: ExitStack, stream: BinaryIO) -> Writer:
    """TMX 1.4: a unit a segment, titles included; the score and the article as properties. A sentence whose translation
    was withheld is no unit."""
    from lxml import etree

    header = {
        "creationtool": "diptych",
        "creationtoolversion": "1",
        "segtype": "sentence",
        "o-tmf": "diptych",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
    }
    file = stack.enter_context(etree.xmlfile(stream, encoding="utf-8"))
    file.write_declaration()
    stack.enter_context(file.element("tmx", version="1.4"))
    file.write(etree.Element("header", header), pretty_print=True)
    stack.enter_context(file.element("body"))
    language = "{http://www.w3.org/XML/1998/namespace}lang"

    def write(record: ArticleRecord) -> None:
        for segment in _translated(record):
            unit = etree.Element("tu", srclang=record.original or "fr")
            for name, value in (("x-article", record.id), ("x-score", f"{segment.score:.3f}")):
                prop = etree.SubElement(unit, "prop", type=name)
                prop.text = _xml(value)
            for code, sentence in (("fr", segment.fr), ("en", segment.en)):
                variant = etree.SubElement(unit, "tuv", {language: code})
                etree.SubElement(variant, "seg").text = _xml(sentence)
            file.write(unit, pretty_print=True)

    return write


def _translated(record: ArticleRecord) -> Iterator[Segment]:
    return (segment for segment in record.segments if segment.fr.strip() and segment.en.strip())


def _xml(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _moses(sides: Mapping[str, BinaryIO]) -> Writer:
    """Two files of as many lines: line n of one is the translation of line n of the other. Titles included, sentences
    whose translation was withheld left out."""

    def write(record: ArticleRecord) -> None:
        for segment in _translated(record):
            for code, sentence in (("fr", segment.fr), ("en", segment.en)):
                sides[code].write(to_utf8(" ".join(sentence.split()) + "\n"))

    return write
