"""`diptych explain`: every edit of one document with its rule and reason, what stood there and what stands there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from cleaners.document import Article

LONGEST = 400
"""Code points of an excerpt; the middle of longer ones is left out, and said to be."""


def explain(article: Article, console: Console) -> None:
    """Print the explanation: coloured where `console` is a terminal, plain text in a pipe."""
    starts = _line_starts(article.raw)
    for edit in article.edits:
        line = bisect_right(starts, edit.start)
        column = edit.start - starts[line - 1] + 1
        console.print(_head(line, column, edit.rule, edit.also), soft_wrap=True)
        console.print(Text(f"    {edit.why}", style="italic"), soft_wrap=True)
        for excerpt in _excerpts(edit.before):
            console.print(Text(f"  - {excerpt}", style="red"), soft_wrap=True)
        for excerpt in _excerpts(edit.after):
            console.print(Text(f"  + {excerpt}", style="green"), soft_wrap=True)
    for flag in article.flags:
        line = bisect_right(starts, flag.start)
        text = Text(f"{line}:{flag.start - starts[line - 1] + 1}", style="dim")
        text.append(f"  {flag.name}", style="yellow").append(f"  left as it is: {flag.why}")
        console.print(text, soft_wrap=True)
    for name, value in _metadata(article):
        console.print(Text(f"{name}: ", style="bold").append(value), soft_wrap=True)
    rules = Counter(edit.rule for edit in article.edits)
    console.print(
        f"{article.source}: {len(article.edits)} edits by {len(rules)} rules, {len(article.flags)} flags, "
        f"{len(article.raw)} characters in, {len(article.text)} out",
        highlight=False,
        soft_wrap=True,
    )


def _head(line: int, column: int, rule: str, also: tuple[str, ...]) -> Text:
    text = Text(f"{line}:{column}", style="dim").append("  ").append(rule, style="bold cyan")
    return text.append(f"  after {', '.join(also)}", style="dim") if also else text


def _excerpts(text: str) -> Iterator[str]:
    """The text line by line, with what can't be seen made visible."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} […{len(text) - LONGEST} more…] {text[-LONGEST // 2 :]}"
    if text:
        yield from ("".join(map(_visible, part)) for part in text.split("\n"))


def _visible(character: str) -> str:
    if character == "\t":
        return "→"
    if character in "\u00a0\u202f":
        return "␣"
    if not character.isprintable() and character != " ":
        return f"<U+{ord(character):04X}>"
    return character


def _metadata(article: Article) -> Iterator[tuple[str, str]]:
    values = {
        "language": article.language,
        "title": article.title,
        "date": article.date,
        "author": article.author,
        "agency": article.agency,
        "place": article.place,
        "keywords": ", ".join(article.keywords),
        "truncated": "yes" if article.truncated else "",
    }
    return ((name, value) for name, value in values.items() if value)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts
