"""Which translation packages this machine has, and which of them serves a pair of languages.

Nothing here talks to the network; `installer.py` does, and only when asked. Order of choice: a path that was given, a
package that was named, the newest one installed (by us or by argospm), the newest one bundled, and last a route of
two packages through a third language.
"""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from translators.package_files import (
    DIGEST_FILE,
    Metadata,
    PackageError,
    check_folder,
    file_digest,
    folder_digest,
    read_metadata,
    unpack,
)
from translators.places import Places

Origin = Literal["path", "installed", "argospm", "bundled"]
_log = logging.getLogger(__name__)
_RANK: dict[Origin, int] = {"path": 3, "installed": 2, "argospm": 2, "bundled": 1}


@dataclass(frozen=True, slots=True)
class Listed:
    """A package that was seen, not opened: `path` is its folder or its zip."""

    metadata: Metadata
    origin: Origin
    path: Path

    @property
    def name(self) -> str:
        return self.metadata.name

    @property
    def rank(self) -> tuple[int, tuple[int | str, ...], bool, str]:
        """Sorts: what is installed before what is bundled, then the newer version, then ours before argospm's."""
        version = version_key(self.metadata.version)
        return (_RANK[self.origin], version, self.origin == "installed", str(self.path))


@dataclass(frozen=True, slots=True)
class Package:
    """A package ready to be loaded from `folder`, for one direction.

    digest: sha256 of what makes its translations (`package_files.folder_digest`), checked against the one recorded
    when the package was first used.
    """

    source: str
    target: str
    version: str
    origin: Origin
    folder: Path
    digest: str
    prefix: str = ""
    length_penalty: float | None = None

    @property
    def name(self) -> str:
        return f"{self.source}_{self.target}-{self.version}"

    @property
    def signature(self) -> str:
        """E.g. "fr_en-0.1@ab12cd34": pair, version and the first digits of the digest."""
        return f"{self.name}@{self.digest[:8]}"


def version_key(version: str) -> tuple[int | str, ...]:
    """A sort key: "1.10" after "1.9", "1.9" after "1.9rc1"."""
    key: list[int | str] = []
    for part in re.findall(r"\d+|[a-z]+", version.lower()):
        key += [1, int(part)] if part.isdigit() else [0, part]
    return (*key, 0, "~")


def listed(places: Places) -> tuple[list[Listed], list[str]]:
    """Return every package of this machine, best first for each pair, and a note for each stray file or folder."""
    packages: list[Listed] = []
    notes: list[str] = []
    folders: list[tuple[Origin, Path]] = [("installed", places.installed)]
    folders += [("argospm", folder) for folder in places.argospm]
    folders.append(("bundled", places.bundled))
    for origin, folder in folders:
        for path in _entries(folder, notes):
            if path.is_file() and path.suffix != ".argosmodel":
                if origin != "bundled":
                    notes.append(f"ignored {path}: a file among the packages")
                continue
            if path.is_file() and origin == "argospm":
                notes.append(f"ignored {path}: not unpacked by argospm")
                continue
            try:
                packages.append(Listed(read_metadata(path), origin, path))
            except PackageError as error:
                notes.append(f"ignored {path}: {error.what}")
    packages.sort(key=lambda package: package.rank, reverse=True)
    packages.sort(key=lambda package: (package.metadata.sources, package.metadata.targets))
    return packages, notes


def _entries(folder: Path, notes: list[str]) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        notes.append(f"ignored {folder}: {error.strerror}")
        return
    yield from (path for path in paths if not path.name.startswith((".", "_")))


def find(
    source: str,
    target: str,
    *,
    named: str | None = None,
    path: str | Path | None = None,
    places: Places | None = None,
) -> Package:
    """Return the package that translates `source` into `target`, unpacked and verified.

    named: "fr_en-1.9", "1.9", or either with its origin before it ("bundled:fr_en-0.1", "bundled:"); argospm's
    "translate-fr_en-1_9" is understood too. path: a package file or folder, which then serves alone.
    Raises PackageError, naming what to do, when there is none or it can't be used.
    """
    places = places or Places.default()
    if path is not None:
        return open_package(_given(Path(path).expanduser(), source, target), source, target, places)
    packages, notes = listed(places)
    candidates = _serving(source, target, packages)
    if named is not None:
        candidates = [package for package in candidates if _is_named(package, named)]
    if not candidates:
        raise _missing(source, target, named, packages, notes)
    return open_package(candidates[0], source, target, places)


def second(first: Package, places: Places | None = None) -> Package | None:
    """The best package of the same pair with other content than `first`; None when there is none that can be used."""
    places = places or Places.default()
    for candidate in _serving(first.source, first.target, listed(places)[0]):
        try:
            package = open_package(candidate, first.source, first.target, places)
        except PackageError as error:
            _log.warning("left out as second package: %s", error)
            continue
        if package.digest != first.digest:
            return package
    return None


def _serving(source: str, target: str, packages: list[Listed]) -> list[Listed]:
    candidates = [package for package in packages if package.metadata.translates(source, target)]
    return sorted(candidates, key=lambda package: package.rank, reverse=True)


def route(
    source: str,
    target: str,
    *,
    named: str | None = None,
    path: str | Path | None = None,
    places: Places | None = None,
) -> tuple[Package, ...]:
    """Like `find`, but where no package serves the pair: two packages through a third language, if there are.

    English is preferred as the third language, as most packages are from or into it.
    """
    places = places or Places.default()
    try:
        return (find(source, target, named=named, path=path, places=places),)
    except PackageError:
        if named is not None or path is not None:
            raise
        packages, _ = listed(places)
        if any(package.metadata.translates(source, target) for package in packages):
            raise
        middles = {code for package in packages for code in package.metadata.targets}
        for middle in sorted(middles, key=lambda code: (code != "en", code)):
            first = [package for package in packages if package.metadata.translates(source, middle)]
            second = [package for package in packages if package.metadata.translates(middle, target)]
            if first and second:
                return find(source, middle, places=places), find(middle, target, places=places)
        raise


def _given(path: Path, source: str, target: str) -> Listed:
    if not path.exists():
        raise PackageError(path, "there is no such file or folder", "Check the path of the package in the settings")
    metadata = read_metadata(path)
    if not metadata.translates(source, target):
        direction = f"{'/'.join(metadata.sources)} to {'/'.join(metadata.targets)}"
        what = f"translates {direction}, not {source} to {target}"
        raise PackageError(path, what, f"Name a package for {source} to {target}")
    return Listed(metadata, "path", path)


def _is_named(package: Listed, named: str) -> bool:
    origin, colon, name = named.rpartition(":")
    if colon and origin != package.origin:
        return False
    argos = re.fullmatch(r"translate-(.+)-([0-9]+(?:_[0-9]+)*)", name)
    wanted = f"{argos[1]}-{argos[2].replace('_', '.')}" if argos else name
    return wanted in (package.name, package.metadata.version, package.path.name, "" if colon else None)


def _missing(source: str, target: str, named: str | None, packages: list[Listed], notes: list[str]) -> PackageError:
    present = ", ".join(dict.fromkeys(f"{package.origin}:{package.name}" for package in packages)) or "none"
    which = f"{source}_{target}" if named is None else named
    what = f"no package translates {source} to {target}"
    if named is not None:
        what = f"no package named {named!r} translates {source} to {target}"
    what += f" (packages here: {present}" + (f"; {'; '.join(notes[:5])}" if notes else "") + ")"
    return PackageError(which, what, f"Run: diptych packages install {source} {target}")


# Opening: unpacked once, verified every time


def open_package(package: Listed, source: str, target: str, places: Places) -> Package:
    """Unpack the package if it is a zip (once, into the cache), verify it, and return it for one direction."""
    folder, digest = _folder(package, places)
    if package.origin in ("installed", "argospm"):
        verify_known(places, package.path, package.metadata.version, digest)
    metadata = package.metadata
    return Package(
        source,
        target,
        metadata.version,
        package.origin,
        folder,
        digest,
        metadata.prefix(target),
        metadata.length_penalty,
    )


def _folder(package: Listed, places: Places) -> tuple[Path, str]:
    path = package.path
    if path.is_dir():
        check_folder(path, path)
        return path, _digest(path)
    folder = places.writable_cache() / "unpacked" / file_digest(path)
    stamp = folder / DIGEST_FILE
    if stamp.is_file():
        digest = _digest(folder)
        if digest == stamp.read_text(encoding="ascii"):
            return folder, digest
    _discard(folder)  # absent or damaged: the zip is the truth
    unpack(path, folder)
    return folder, _digest(folder)


def _digest(folder: Path) -> str:
    try:
        return folder_digest(folder)
    except OSError as error:
        raise PackageError(folder, f"can't be read ({error.strerror})", "Check the rights of its files") from error


def _discard(folder: Path) -> None:
    """Move a damaged folder out of the way; a process that has it open keeps its files."""
    if folder.exists():
        grave = Path(tempfile.mkdtemp(prefix=".damaged-", dir=folder.parent))
        folder.replace(grave / "package")


# Trust on first use


def verify_known(places: Places, path: Path, version: str, digest: str, file_sha256: str = "") -> None:
    """Record the digest of a package at its first use; raise PackageError when it is another one later.

    file_sha256: that of the file it was installed from. Where nothing can be recorded (a read-only home), nothing is
    compared.
    """
    record = record_path(places, path)
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except FileNotFoundError:
        known = None
    except (OSError, ValueError) as error:
        raise PackageError(record, f"the recorded hash can't be read ({error})", "Delete this file") from error
    if isinstance(known, dict) and known.get("version") == version:
        if known.get("digest") != digest:
            what = f"its content changed: sha256 was {str(known.get('digest'))[:16]}…, now {digest[:16]}…"
            remedy = f"If you changed it yourself, delete {record}; otherwise install it again"
            raise PackageError(path, what, remedy)
        return
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        facts = {"path": str(path), "version": version, "digest": digest, "file_sha256": file_sha256}
        _write(record, json.dumps(facts, indent=1))
    except OSError:
        return


def record_path(places: Places, path: Path) -> Path:
    """The file that holds what is known about the package at `path`."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", str(path.absolute())).strip("-")
    return places.known / f"{safe[-180:]}.json"


def _write(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".new-", delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)
