"""The templates' environment: what is escaped, what a page may do, how values are shown."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from flows.review.article import grade
from flows.review.characters import inert, visible, visible_blank

_LANGUAGES = {
    "ar": "Arabic", "ca": "Catalan", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def _final(value: Any) -> Any:
    """Every value that a template prints passes here: plain text loses what could reorder or break the page."""
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _language(code: str | None) -> str:
    return _LANGUAGES.get(code, code) if code and code != "und" else "unknown"


def _is_web(source: str) -> bool:
    """Whether a source is an address that a link may lead to: http or https, nothing else."""
    try:
        return bool(re.fullmatch(r"https?://[^\s<>\"']+", source)) and bool(urlsplit(source).hostname)
    except ValueError:
        return False


def _short_source(source: str) -> str:
    """The host of an address, the last name of a path."""
    if _is_web(source):
        return (urlsplit(source).hostname or source).removeprefix("www.")[:60]
    return re.split(r"[/\\]", source.rstrip("/\\"))[-1][-60:]


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


@cache
def environment() -> Environment:
    """Return the environment, made once. Everything is escaped; an undefined name is an error."""
    made = Environment(
        loader=PackageLoader("flows.review"),
        autoescape=True,
        finalize=_final,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "grade": grade,
        "is_web": _is_web,
        "language": _language,
        "short_source": _short_source,
        "visible": visible,
        "visible_blank": visible_blank,
    }
    assert made.loader is not None
    for name in ("style.css", "script.js"):
        made.globals[name.partition(".")[0]] = Markup("\n" + made.loader.get_source(made, name)[0])
    own = [f"{name}-src {_digest(str(made.globals[name]))}" for name in ("style", "script")]
    policy = ("default-src 'none'", "img-src data:", *own, "base-uri 'none'", "form-action 'none'")
    made.globals["policy"] = "; ".join(policy)
    return made


def write_page(path: Path, template: Template, values: Mapping[str, Any]) -> None:
    """Render to a file piece by piece, in UTF-8 with LF; never the whole page in memory."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        rendered = template.stream(values)
        rendered.enable_buffering(200)
        stream.writelines(rendered)
