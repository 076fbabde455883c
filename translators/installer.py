"""Install, verify and remove packages. The only part of the translators that uses the network, when asked."""

from __future__ import annotations

import json
import logging
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translators.fetch import ATTEMPTS, FetchError, Progress, fetch_file, fetch_text, resolved
from translators.package_files import (
    Metadata,
    PackageError,
    check_folder,
    file_digest,
    folder_digest,
    parse_metadata,
    read_metadata,
    unpack,
)
from translators.packages import Listed, Package, listed, open_package, record_path, verify_known, version_key
from translators.places import Places

_log = logging.getLogger(__name__)
_PROBE_SECONDS = 120
# Loads the model and translates one piece, in a process of its own: a hostile model can crash only that.
_PROBE = """
import sys, ctranslate2
model = ctranslate2.Translator(sys.argv[1], device="cpu", intra_threads=1)
model.translate_batch([["a"]], beam_size=1, max_decoding_length=4)
"""


@dataclass(frozen=True, slots=True)
class Available:
    """A package that an index offers. sha256: of its file, if the index says so (Argos's doesn't)."""

    metadata: Metadata
    links: tuple[str, ...]
    sha256: str | None = None

    @property
    def name(self) -> str:
        return self.metadata.name


def available(places: Places) -> list[Available]:
    """Ask the index for its packages, newest first for each pair. Raises FetchError. Uses the network."""
    text = fetch_text(places.index)
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FetchError(places.index, f"the index is not JSON ({error})", "Check the index in the settings") from error
    if not isinstance(entries, list):
        raise FetchError(places.index, "the index is not a list of packages", "Check the index in the settings")
    found = [one for entry in entries if isinstance(entry, dict) and (one := _offered(entry, places)) is not None]
    return sorted(found, key=lambda one: version_key(one.metadata.version), reverse=True)


def _offered(entry: dict[str, Any], places: Places) -> Available | None:
    """An entry of the index; None for what isn't a translation package or has no link we may follow."""
    try:
        metadata = parse_metadata(json.dumps(entry).encode(), places.index)
    except PackageError:
        return None
    links = entry.get("links")
    usable = [
        resolved(places.index, link)
        for link in (links if isinstance(links, list) else [])
        if isinstance(link, str) and resolved(places.index, link).startswith(("https:", "file:", "http:"))
    ]
    sha256 = entry.get("sha256")
    checked = sha256.lower() if isinstance(sha256, str) and re.fullmatch(r"[0-9a-fA-F]{64}", sha256) else None
    return Available(metadata, tuple(usable), checked) if usable else None


def install(
    source: str,
    target: str,
    *,
    version: str | None = None,
    places: Places | None = None,
    progress: Progress | None = None,
) -> Package:
    """Fetch the newest (or the named) version for a pair from the index and install it beside the others.

    Uses the network. Raises FetchError when it fails, PackageError when the package is missing or bad.
    """
    places = places or Places.default()
    offered = [one for one in available(places) if one.metadata.translates(source, target)]
    offered = [one for one in offered if version in (None, one.metadata.version)]
    if not offered:
        which = f"{source} to {target}" + (f" in version {version}" if version else "")
        raise PackageError(places.index, f"the index offers no package for {which}", _instead(source, target, places))
    chosen = offered[0]
    downloads = places.writable_cache() / "downloads"
    file = downloads / f"{_safe(chosen.name)}.argosmodel"
    _fetch_from_any(chosen.links, file, progress)
    try:
        package = install_file(file, source, target, sha256=chosen.sha256, places=places)
    finally:
        file.unlink(missing_ok=True)
    if package.version != chosen.metadata.version:
        _log.warning("the index calls it %s, the package itself %s", chosen.name, package.name)
    return package


def _fetch_from_any(links: Sequence[str], file: Path, progress: Progress | None) -> None:
    """Fetch from the first link that answers: each is tried once, then those in passing trouble again and again."""
    errors: list[FetchError] = []
    left = list(links)
    for attempts in (1, ATTEMPTS) if len(links) > 1 else (ATTEMPTS,):
        errors = [error for error in errors if not error.passing]
        for link in left:
            try:
                fetch_file(link, file, progress=progress, attempts=attempts)
                return
            except FetchError as error:
                errors.append(error)
        left = [error.url for error in errors if error.passing]
        if not left:
            break
    if len(errors) == 1:
        raise errors[0]
    raise FetchError(links[0], "; ".join(f"{error.url}: {error.what}" for error in errors), errors[0].remedy)


def _instead(source: str, target: str, places: Places) -> str:
    offered = available(places)
    if all(any(one.metadata.translates(*pair) for one in offered) for pair in ((source, "en"), ("en", target))):
        return f"Go through English: diptych packages install {source} en; diptych packages install en {target}"
    return "Name another index in the settings, or give a package by its path"


def install_url(url: str, *, places: Places | None = None, progress: Progress | None = None) -> Package:
    """Fetch a package from a URL and install it. Uses the network. Raises FetchError, PackageError."""
    places = places or Places.default()
    file = places.writable_cache() / "downloads" / f"{_safe(url)}.argosmodel"
    fetch_file(url, file, progress=progress)
    try:
        return install_file(file, *read_metadata(file).pair, places=places)
    finally:
        file.unlink(missing_ok=True)


def install_file(
    file: Path, source: str, target: str, *, sha256: str | None = None, places: Places | None = None
) -> Package:
    """Check a package's file and put it, unpacked, among the installed ones. No network.

    The sha256 of the file and of what it holds are recorded; the same name with other content is refused ever after,
    until `remove` has taken the record away. Installing the same again changes nothing. Raises PackageError.
    """
    places = places or Places.default()
    metadata = read_metadata(file)
    if not metadata.translates(source, target):
        direction = f"{'/'.join(metadata.sources)} to {'/'.join(metadata.targets)}"
        raise PackageError(file, f"translates {direction}, not {source} to {target}", "Name another package")
    digest = file_digest(file)
    if sha256 is not None and digest != sha256:
        raise PackageError(file, f"sha256 is {digest}, expected {sha256}", "Don't trust this download; try again")
    folder = places.installed / f"translate-{_safe(metadata.name)}"
    record = record_path(places, folder)
    _refuse_other(record, metadata.version, digest, folder)
    if not folder.exists():
        try:
            places.installed.mkdir(parents=True, exist_ok=True)
            working = Path(tempfile.mkdtemp(prefix=".installing-", dir=places.installed))
        except OSError as error:
            raise PackageError(
                places.installed, f"can't be written ({error.strerror})", "Name another folder"
            ) from error
        try:
            unpack(file, working / "package")
            probe(working / "package", file)
            (working / "package").rename(folder)
        finally:
            shutil.rmtree(working, ignore_errors=True)
    verify_known(places, folder, metadata.version, folder_digest(folder), file_sha256=digest)
    return open_package(Listed(metadata, "installed", folder), source, target, places)


def _refuse_other(record: Path, version: str, digest: str, folder: Path) -> None:
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    recorded = known.get("file_sha256")
    if recorded and known.get("version") == version and recorded != digest:
        what = f"a package of this name was recorded with sha256 {recorded[:16]}…, this one has {digest[:16]}…"
        raise PackageError(folder, what, f"If you trust the new one: diptych packages remove {folder.name}")


def probe(folder: Path, file: Path) -> None:
    """Load the model once, in another process. Raises PackageError when it doesn't load, crashes or hangs."""
    command = [sys.executable, "-c", _PROBE, str(folder / "model")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PROBE_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise PackageError(file, f"the model didn't load in {_PROBE_SECONDS} s", "Get the package again") from error
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise PackageError(file, f"CTranslate2 can't load the model ({why})", "Get the package again")


def verify(places: Places | None = None) -> list[tuple[Listed, str]]:
    """Check every package of this machine; return each with what is wrong with it, "" for nothing. No network.

    A package is whole if its parts are there, its content is what was recorded at first use, and its model loads.
    """
    places = places or Places.default()
    results: list[tuple[Listed, str]] = []
    for package in listed(places)[0]:
        pair = (
            package.metadata.sources[0],
            next(t for t in package.metadata.targets if t != package.metadata.sources[0]),
        )
        try:
            opened = open_package(package, *pair, places)
            check_folder(opened.folder, package.path)
            probe(opened.folder, package.path)
        except PackageError as error:
            results.append((package, f"{error.what}. {error.remedy}"))
        else:
            results.append((package, ""))
    return results


def remove(name: str, *, places: Places | None = None) -> list[Path]:
    """Remove what we installed under `name` ("fr_en-1.9", or its folder's name), with its record; return the paths.

    Raises PackageError when there is nothing of that name among our own; argospm's and bundled ones are left alone.
    """
    places = places or Places.default()
    packages = listed(places)[0]
    mine = [one for one in packages if one.origin == "installed" and name in (one.name, one.path.name)]
    paths = [one.path for one in mine] or list(_remains(name, places))
    if not paths:
        here = ", ".join(one.name for one in packages if one.origin == "installed") or "none"
        other = [one.origin for one in packages if name == one.name]
        what = f"not installed by Diptych but {other[0]}" if other else "no such package is installed"
        raise PackageError(name, f"{what} (installed: {here})", "Name one of `diptych packages list`")
    for path in paths:
        if path.is_dir():
            grave = Path(tempfile.mkdtemp(prefix=".removing-", dir=places.installed))
            path.rename(grave / path.name)  # gone at once, whatever happens while its files go
            shutil.rmtree(grave, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        record_path(places, path).unlink(missing_ok=True)
    return paths


def _remains(name: str, places: Places) -> Iterator[Path]:
    """A damaged package's folder, or only its record, below our own folder."""
    if not name or Path(name).name != name or name.startswith("."):
        return
    for path in (places.installed / name, places.installed / f"translate-{_safe(name)}"):
        if path.exists() or record_path(places, path).exists():
            yield path


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._+-]+", "_", name)[-120:].lstrip(".")
