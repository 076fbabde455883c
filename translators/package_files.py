"""Argos packages as files: read their metadata, refuse the dangerous and the broken, unpack without surprises.

A package is a zip with one root folder (or that folder, unpacked) that holds `metadata.json`, `model/` with a
CTranslate2 model, and `sentencepiece.model` or `bpe.model`. It comes from the network or from a stranger's disk, so
nothing in it is believed: names of members, their kinds, sizes and number are checked before a byte is written, sizes
again while writing, and the folder appears under its name only when it is complete.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translators.metadata import REMEDY, Metadata, PackageError, parse_metadata

__all__ = [
    "Metadata",
    "PackageError",
    "check_folder",
    "check_members",
    "file_digest",
    "folder_digest",
    "parse_metadata",
    "read_metadata",
    "unpack",
]

MAX_MEMBERS = 2_000
MAX_UNPACKED = 4 * 1024**3  # bytes
MAX_RATIO = 200  # unpacked to packed, of what is large; a model shrinks by a tenth, a bomb a thousandfold
_LARGE = 64 * 1024**2  # bytes
MAX_METADATA = 1024**2  # bytes
DIGEST_FILE = ".digest"  # in an unpacked package: what `folder_digest` said when it was unpacked
_CHUNK = 1024**2


# Looking at a zip without unpacking it


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a package's zip; anything wrong with the zip itself becomes a PackageError."""
    if path.is_dir():
        raise PackageError(path, "this is a folder, not a package file", "Name the folder that holds metadata.json")
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise PackageError(path, "there is no such file", "Check the path") from error
    except (zipfile.BadZipFile, EOFError, zipfile.LargeZipFile) as error:
        what = "not a zip, or cut off" if "not a zip" in str(error) else f"a damaged zip ({error})"
        raise PackageError(path, f"this is {what}", REMEDY) from error
    except (NotImplementedError, RuntimeError) as error:
        raise PackageError(path, f"the zip can't be read ({error})", REMEDY) from error
    except OSError as error:
        raise PackageError(
            path, f"can't be read ({error.strerror or error})", "Check the file and its rights"
        ) from error


def check_members(archive: zipfile.ZipFile, path: Path) -> str:
    """Check every member; return the name of the one root folder. Raises PackageError on the first bad one."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise PackageError(path, f"{len(members):,} members, more than {MAX_MEMBERS:,}", "This is no Argos package")
    roots: set[str] = set()
    seen: set[str] = set()
    total = 0
    for member in members:
        roots.add(_checked_name(member, path))
        folded = member.filename.rstrip("/").casefold()
        if folded in seen:
            raise PackageError(path, f"two members are called {member.filename!r}", "Don't trust this package")
        seen.add(folded)
        total += member.file_size
        if member.file_size > max(_LARGE, MAX_RATIO * member.compress_size):
            raise PackageError(
                path,
                f"{member.filename!r} would grow from {member.compress_size:,} to {member.file_size:,} bytes",
                "This is a zip bomb: don't trust this package",
            )
    if total > max(_LARGE, MAX_RATIO * path.stat().st_size):
        raise PackageError(path, f"would grow to {total:,} bytes", "This is a zip bomb: don't trust this package")
    if total > MAX_UNPACKED:
        raise PackageError(path, f"would unpack to {total:,} bytes, more than {MAX_UNPACKED:,}", "Don't trust it")
    if len(roots) != 1:
        found = ", ".join(sorted(roots)[:5]) or "none"
        raise PackageError(path, f"one root folder is expected, found: {found}", "This is no Argos package")
    return roots.pop()


def _checked_name(member: zipfile.ZipInfo, path: Path) -> str:
    """Return the first part of the member's name, or raise when the name or the kind of the member is unsafe."""
    name = member.filename
    parts = name.rstrip("/").split("/")
    unsafe = (
        not name
        or name.startswith("/")
        or "\\" in getattr(member, "orig_filename", name)
        or re.match(r"[A-Za-z]:", name) is not None
        or any(part in ("", ".", "..") for part in parts)
        or any(ord(character) < 32 for character in name)
        or any(len(part.encode()) > 255 for part in parts)
    )
    if unsafe:
        raise PackageError(path, f"member {name!r} would land outside its folder", "Don't trust this package")
    mode = member.external_attr >> 16
    kind = stat.S_IFMT(mode)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackageError(path, f"member {name!r} is a link or a device", "Don't trust this package")
    if member.flag_bits & 1:
        raise PackageError(path, f"member {name!r} is encrypted", REMEDY)
    if len(parts) == 1 and not name.endswith("/"):
        raise PackageError(path, f"member {name!r} lies outside the root folder", "This is no Argos package")
    return parts[0]


def read_metadata(path: Path) -> Metadata:
    """Read the metadata of a package, a zip or a folder, without unpacking it. Raises PackageError."""
    if path.is_dir():
        file = path / "metadata.json"
        try:
            with file.open("rb") as stream:
                return parse_metadata(stream.read(MAX_METADATA), path)
        except FileNotFoundError as error:
            raise PackageError(path, "holds no metadata.json", "Name the folder of an Argos package") from error
        except OSError as error:
            raise PackageError(path, f"metadata.json can't be read ({error.strerror})", "Check its rights") from error
    with opened(path) as archive:
        root = check_members(archive, path)
        try:
            with archive.open(f"{root}/metadata.json") as stream:
                return parse_metadata(stream.read(MAX_METADATA), path)
        except KeyError as error:
            raise PackageError(path, "holds no metadata.json", "This is no Argos package") from error


# Unpacking


def unpack(path: Path, destination: Path) -> None:
    """Unpack the package's files into the folder `destination`, which appears only when complete and checked.

    The root folder of the zip is dropped. Safe against another process that does the same at the same time: the
    one that finishes first wins. Raises PackageError; a failure leaves nothing behind.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    with opened(path) as archive:
        root = check_members(archive, path)
        working = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=destination.parent))
        try:
            try:
                for member in archive.infolist():
                    _unpack_member(archive, member, working / member.filename[len(root) + 1 :], path)
            except OSError as error:
                what = f"can't be unpacked to {destination.parent} ({error.strerror or error})"
                raise PackageError(path, what, "Make room there, or name another folder") from error
            check_folder(working, path)
            (working / DIGEST_FILE).write_text(folder_digest(working), encoding="ascii")
            working.chmod(0o755)
            _put(working, destination)
        finally:
            shutil.rmtree(working, ignore_errors=True)


def _unpack_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, path: Path) -> None:
    if member.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(member) as stream, target.open("xb") as file:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            if written > member.file_size:
                raise PackageError(path, f"{member.filename!r} is longer than it says", "Don't trust this package")
            file.write(chunk)
    if written != member.file_size:
        raise PackageError(path, f"{member.filename!r} is shorter than it says", REMEDY)


def _put(working: Path, destination: Path) -> None:
    try:
        working.rename(destination)
    except OSError:
        if not destination.is_dir():  # somebody else was first: theirs is as good
            raise


def check_folder(folder: Path, file: Path) -> Metadata:
    """Check that an unpacked package has all its parts; return its metadata. `file` is named in errors."""
    metadata_file = folder / "metadata.json"
    if not metadata_file.is_file():
        raise PackageError(file, "holds no metadata.json", "This is no Argos package")
    metadata = parse_metadata(metadata_file.read_bytes()[:MAX_METADATA], file)
    model = folder / "model" / "model.bin"
    if not model.is_file() or model.stat().st_size < 16:
        raise PackageError(file, "the model is missing (no model/model.bin)", REMEDY)
    if not any((folder / name).is_file() for name in ("sentencepiece.model", "bpe.model")):
        raise PackageError(file, "the tokenizer is missing (no sentencepiece.model, no bpe.model)", REMEDY)
    return metadata


# What a package is, byte by byte


def file_digest(path: Path) -> str:
    """The sha256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def folder_digest(folder: Path) -> str:
    """The sha256 of what makes the translations: metadata, tokenizer and model, with their names.

    The same for a package whether it was unpacked by us or by argospm; READMEs and sentence splitters don't count.
    """
    digest = hashlib.sha256()
    for path in sorted(_translating_files(folder)):
        name = path.relative_to(folder).as_posix()
        digest.update(f"{len(name)}:{name}:{file_digest(path)}\n".encode())
    return digest.hexdigest()


def _translating_files(folder: Path) -> Iterator[Path]:
    for name in ("metadata.json", "sentencepiece.model", "bpe.model"):
        if (folder / name).is_file():
            yield folder / name
    for directory, _, names in os.walk(folder / "model"):
        for name in names:
            yield Path(directory) / name
