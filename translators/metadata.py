"""What a package says about itself, and the error that says what is wrong with one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REMEDY = "Get the package again, or name another one"


class PackageError(Exception):
    """A package can't be used. `file`: which; `what`: what is wrong with it; `remedy`: what to do."""

    def __init__(self, file: str | Path, what: str, remedy: str) -> None:
        super().__init__(f"{file}: {what}. {remedy}")
        self.file = str(file)
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[PackageError], tuple[str, str, str]]:
        return type(self), (self.file, self.what, self.remedy)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What `metadata.json` says. `sources` and `targets` hold more than one code in a multilingual package.

    prefixes: target language -> the token put before the translation, for packages that need one.
    length_penalty: the one that suits the model; None for Argos's. Argos itself doesn't read it.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    version: str
    prefixes: tuple[tuple[str, str], ...] = ()
    length_penalty: float | None = None

    @property
    def name(self) -> str:
        """E.g. "fr_en-1.9"; codes of a multilingual package are joined by "+"."""
        return f"{'+'.join(self.sources)}_{'+'.join(self.targets)}-{self.version}"

    def translates(self, source: str, target: str) -> bool:
        return source in self.sources and target in self.targets and source != target

    @property
    def pair(self) -> tuple[str, str]:
        """The first pair it translates."""
        source = self.sources[0]
        return source, next((code for code in self.targets if code != source), source)

    def prefix(self, target: str) -> str:
        return dict(self.prefixes).get(target, "")


_CODE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})?")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,31}")


def parse_metadata(text: bytes, file: str | Path) -> Metadata:
    """Read `metadata.json`. Raises PackageError when it isn't a translation package's, or names no languages."""
    try:
        data = json.loads(text.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise PackageError(file, f"metadata.json is not JSON ({error})", REMEDY) from error
    if not isinstance(data, dict):
        raise PackageError(file, "metadata.json is not an object", REMEDY)
    kind = data.get("type", "translate")
    if kind != "translate":
        raise PackageError(file, f"this is a package of type {kind!r}, not 'translate'", "Name a translation package")
    sources = _codes(data, "from_code", "from_codes", "source_languages", file)
    targets = _codes(data, "to_code", "to_codes", "target_languages", file)
    version = str(data.get("package_version") or "0")
    if not _VERSION.fullmatch(version):
        raise PackageError(file, f"package_version {version!r} is not a version", REMEDY)
    prefixes = _prefixes(data.get("target_prefix", ""), targets, file)
    penalty = data.get("length_penalty")
    if penalty is not None and not (type(penalty) in (int, float) and 0 <= penalty <= 10):
        raise PackageError(file, f"metadata.json: 'length_penalty' {penalty!r} is no number from 0 to 10", REMEDY)
    return Metadata(sources, targets, version, prefixes, penalty)


def _codes(data: dict[str, Any], one: str, many: str, languages: str, file: str | Path) -> tuple[str, ...]:
    found: list[str] = []
    for value in (data.get(one), *_sequence(data.get(many))):
        if value is not None:
            found.append(str(value))
    for value in (*_sequence(data.get(languages)), *_sequence(data.get("languages"))):
        if isinstance(value, dict) and value.get("code"):
            found.append(str(value["code"]))
    if not found:
        raise PackageError(file, f"metadata.json names no language ({one!r} is missing)", REMEDY)
    for code in found:
        if not _CODE.fullmatch(code):
            raise PackageError(file, f"metadata.json: {code!r} in {one!r} is not a language code", REMEDY)
    return tuple(dict.fromkeys(found))


def _sequence(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _prefixes(value: Any, targets: tuple[str, ...], file: str | Path) -> tuple[tuple[str, str], ...]:
    """`target_prefix` is one token for all targets, "{code}" in it standing for the code, or an object by code."""
    if isinstance(value, str):
        return tuple((code, value.replace("{code}", code)) for code in targets if value)
    if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
        return tuple((str(code), item) for code, item in value.items() if item)
    raise PackageError(file, "metadata.json: 'target_prefix' is neither text nor an object of texts", REMEDY)
