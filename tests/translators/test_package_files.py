"""A package from a stranger: whatever is wrong with it is said, with the file, and nothing is written."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.translators.tiny import Tiny, build_folder
from translators.package_files import (
    Metadata,
    PackageError,
    check_folder,
    folder_digest,
    parse_metadata,
    read_metadata,
    unpack,
)

Change = Callable[[zipfile.ZipFile], None]
ROOT = "translate-fr_en-1_0"


def changed(original: Path, path: Path, change: Change, drop: str = "\0") -> Path:
    """Copy a package's zip without the members whose name ends with `drop`, then let `change` add its own."""
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            if not member.filename.endswith(drop):
                target.writestr(member, source.read(member))
        change(target)
    return path


def nothing(archive: zipfile.ZipFile) -> None:
    del archive


def link(archive: zipfile.ZipFile) -> None:
    member = zipfile.ZipInfo(f"{ROOT}/model/link")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(member, "/etc/passwd")


def bomb(archive: zipfile.ZipFile) -> None:
    with archive.open(f"{ROOT}/model/bomb.bin", "w") as stream:
        for _ in range(100):
            stream.write(bytes(1024**2))


def many(archive: zipfile.ZipFile) -> None:
    for number in range(2_001):
        archive.writestr(f"{ROOT}/stanza/{number}", b"")


def named(name: str) -> Change:
    return lambda archive: archive.writestr(name, b"x")


HOSTILE = {
    "parent folder": (named(f"{ROOT}/../../escaped"), "outside its folder"),
    "absolute": (named("/escaped"), "outside its folder"),
    "drive": (named("C:/escaped"), "outside its folder"),
    "backslash": (named(f"{ROOT}\\..\\escaped"), "outside its folder"),
    "control character": (named(f"{ROOT}/a\nb"), "outside its folder"),
    "link": (link, "is a link"),
    "bomb": (bomb, "bomb"),
    "too many members": (many, "more than 2,000"),
    "same name twice": (named(f"{ROOT}/METADATA.json"), "two members"),
    "second root": (named("other/file"), "one root folder"),
    "file beside the root": (named("README.md"), "outside the root folder"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_package_is_refused_and_writes_nothing(case: str, tiny_zip: Path, tmp_path: Path) -> None:
    change, why = HOSTILE[case]
    bad = changed(tiny_zip, tmp_path / "bad.argosmodel", change)
    with pytest.raises(PackageError, match=why) as caught:
        unpack(bad, tmp_path / "out" / "package")
    assert caught.value.file == str(bad)
    assert caught.value.remedy
    with pytest.raises(PackageError):
        read_metadata(bad)
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").iterdir())
    assert not (tmp_path / "escaped").exists()


@pytest.mark.parametrize(
    ("drop", "why"),
    [
        ("model.bin", "model is missing"),
        ("metadata.json", "no metadata.json"),
        ("sentencepiece.model", "tokenizer is missing"),
    ],
)
def test_an_incomplete_package_says_what_is_missing(drop: str, why: str, tiny_zip: Path, tmp_path: Path) -> None:
    bad = changed(tiny_zip, tmp_path / "bad.argosmodel", nothing, drop)
    with pytest.raises(PackageError, match=why):
        unpack(bad, tmp_path / "out" / "package")
    assert not any((tmp_path / "out").iterdir())


def test_what_is_no_zip_or_cut_off_is_said(tiny_zip: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.argosmodel"
    text.write_text("not a package")
    with pytest.raises(PackageError, match="not a zip"):
        read_metadata(text)
    cut = tmp_path / "cut.argosmodel"
    cut.write_bytes(tiny_zip.read_bytes()[:-100])
    with pytest.raises(PackageError, match="not a zip, or cut off"):
        read_metadata(cut)
    with pytest.raises(PackageError, match="no such file"):
        read_metadata(tmp_path / "absent.argosmodel")


def test_a_flipped_bit_is_noticed(tiny_zip: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.argosmodel"
    data = bytearray(tiny_zip.read_bytes())
    data[len(data) // 2] ^= 0x55
    damaged.write_bytes(bytes(data))
    with pytest.raises(PackageError, match="damaged"):
        unpack(damaged, tmp_path / "out" / "package")


def test_unpacking_twice_is_harmless(tiny_zip: Path, tmp_path: Path) -> None:
    for _ in range(2):
        unpack(tiny_zip, tmp_path / "package")
    assert check_folder(tmp_path / "package", tiny_zip).name == "fr_en-1.0"
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_the_digest_is_the_same_however_the_package_came(tiny_zip: Path, tiny_folder: Path, tmp_path: Path) -> None:
    unpack(tiny_zip, tmp_path / "package")
    assert folder_digest(tmp_path / "package") == folder_digest(tiny_folder)
    (tmp_path / "package" / "README.md").write_text("read me")
    assert folder_digest(tmp_path / "package") == folder_digest(tiny_folder)
    other = build_folder(tmp_path, Tiny(version="1.1"))
    assert folder_digest(other) != folder_digest(tiny_folder)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[]", "not an object"),
        (b'{"type": "sbd", "from_code": "fr", "to_code": "en"}', "'sbd'"),
        (b'{"to_code": "en"}', "from_code"),
        (b'{"from_code": "fr", "to_code": "../x"}', "not a language code"),
        (b'{"from_code": "fr", "to_code": "en", "package_version": "../1"}', "not a version"),
        (b'{"from_code": "fr", "to_code": "en", "target_prefix": 3}', "target_prefix"),
        (b'{"from_code": "fr", "to_code": "en", "length_penalty": "1"}', "length_penalty"),
    ],
)
def test_bad_metadata_says_what_is_wrong(data: bytes, why: str) -> None:
    with pytest.raises(PackageError, match=why):
        parse_metadata(data, "x.argosmodel")


def test_a_multilingual_package_serves_all_its_pairs() -> None:
    data = {
        "package_version": "2.1",
        "languages": [{"code": "fr"}, {"code": "en"}, {"code": "de"}],
        "target_prefix": "__{code}__",
    }
    metadata = parse_metadata(json.dumps(data).encode(), "x")
    assert metadata.translates("de", "fr") and metadata.translates("en", "de")
    assert not metadata.translates("de", "de") and not metadata.translates("es", "fr")
    assert metadata.prefix("fr") == "__fr__"
    assert Metadata(("fr",), ("en",), "1.0").prefix("en") == ""
    assert metadata.length_penalty is None
