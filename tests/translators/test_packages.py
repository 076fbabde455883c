"""Which package serves a pair, and what an operator reads when none does or one has changed."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.translators.tiny import Tiny, build_folder, build_zip
from translators.package_files import PackageError
from translators.packages import find, listed, route, version_key
from translators.places import Places, argospm_folders


def test_the_bundled_package_serves_a_fresh_machine(places: Places, tiny_zip: Path) -> None:
    places.bundled.mkdir()
    shutil.copy(tiny_zip, places.bundled)
    package = find("fr", "en", places=places)
    assert (package.origin, package.name) == ("bundled", "fr_en-1.0")
    assert package.signature.startswith("fr_en-1.0@") and len(package.signature) == len("fr_en-1.0@") + 8
    assert (package.folder / "model" / "model.bin").is_file()
    assert not places.installed.exists()


def test_what_is_installed_wins_over_what_is_bundled_and_the_newest_wins(places: Places) -> None:
    build_zip(places.bundled, Tiny(version="9.9"))
    build_folder(places.argospm[0], Tiny(version="1.9"))
    assert find("fr", "en", places=places).origin == "argospm"
    build_folder(places.installed, Tiny(version="1.10"))
    assert find("fr", "en", places=places).version == "1.10"
    for named in ("1.9", "fr_en-1.9", "argospm:1.9", "argospm:", "translate-fr_en-1_9"):
        assert find("fr", "en", named=named, places=places).version == "1.9", named
    assert find("fr", "en", named="bundled:", places=places).version == "9.9"
    with pytest.raises(PackageError, match=r"no package named '1.8'.*argospm:fr_en-1.9"):
        find("fr", "en", named="1.8", places=places)


def test_a_path_serves_alone(places: Places, tiny_zip: Path, tiny_folder: Path) -> None:
    build_folder(places.installed, Tiny(version="5.0"))
    by_zip = find("fr", "en", path=tiny_zip, places=places)
    by_folder = find("fr", "en", path=tiny_folder, places=places)
    assert by_zip.origin == by_folder.origin == "path"
    assert by_zip.signature == by_folder.signature
    with pytest.raises(PackageError, match="translates fr to en, not en to fr"):
        find("en", "fr", path=tiny_zip, places=places)
    with pytest.raises(PackageError, match="no such file or folder"):
        find("fr", "en", path=places.cache / "absent", places=places)


def test_a_missing_direction_names_the_command_and_what_is_there(places: Places) -> None:
    build_folder(places.installed)
    with pytest.raises(PackageError) as caught:
        find("en", "fr", places=places)
    assert "diptych packages install en fr" in str(caught.value)
    assert "installed:fr_en-1.0" in str(caught.value)


def test_strays_beside_the_packages_are_noted_and_nothing_breaks(places: Places) -> None:
    build_folder(places.argospm[0])
    (places.argospm[0] / "stray").mkdir()
    (places.argospm[0] / "notes.txt").write_text("mine")
    places.installed.mkdir()
    (places.installed / "bad.argosmodel").write_text("no zip")
    packages, notes = listed(places)
    assert [package.name for package in packages] == ["fr_en-1.0"]
    assert len(notes) == 3 and all(note.startswith("ignored ") for note in notes)
    assert find("fr", "en", places=places).origin == "argospm"


def test_a_package_that_changed_after_its_first_use_is_refused(places: Places) -> None:
    folder = build_folder(places.installed)
    find("fr", "en", places=places)
    find("fr", "en", places=places)
    with (folder / "model" / "model.bin").open("ab") as file:
        file.write(b"x")
    with pytest.raises(PackageError, match="its content changed") as caught:
        find("fr", "en", places=places)
    assert "install it again" in caught.value.remedy


def test_a_new_version_in_the_same_folder_is_another_package(places: Places, tmp_path: Path) -> None:
    folder = build_folder(places.argospm[0], Tiny(version="1.0"))
    find("fr", "en", places=places)
    shutil.rmtree(folder)
    build_folder(tmp_path, Tiny(version="1.1")).rename(folder)
    assert find("fr", "en", places=places).version == "1.1"


def test_a_damaged_cache_is_made_again_from_the_zip(places: Places, tiny_zip: Path) -> None:
    places.bundled.mkdir()
    shutil.copy(tiny_zip, places.bundled)
    first = find("fr", "en", places=places)
    (first.folder / "model" / "model.bin").write_bytes(b"damaged")
    assert find("fr", "en", places=places) == first
    (first.folder / "metadata.json").unlink()
    assert find("fr", "en", places=places) == first


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root can write everywhere")
def test_a_read_only_cache_is_not_needed(places: Places, tiny_zip: Path) -> None:
    places.cache.mkdir(mode=0o500)
    assert find("fr", "en", path=tiny_zip, places=places).folder.is_dir()


def test_a_cache_that_cannot_be_made_is_not_needed(places: Places, tiny_zip: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    blocked = replace(places, cache=tmp_path / "file" / "cache")
    assert find("fr", "en", path=tiny_zip, places=blocked).folder.is_dir()


def _find(arguments: tuple[Path, Places]) -> str:
    return find("fr", "en", path=arguments[0], places=arguments[1]).signature


def test_processes_may_unpack_at_the_same_time(places: Places, tiny_zip: Path) -> None:
    with get_context("fork").Pool(4) as pool:
        signatures = pool.map(_find, [(tiny_zip, places)] * 8, chunksize=1)
    assert len(set(signatures)) == 1


def test_a_route_through_a_third_language_is_taken_when_nothing_is_direct(places: Places) -> None:
    build_folder(places.installed, Tiny("fr", "en"))
    build_folder(places.installed, Tiny("en", "de"))
    assert [package.name for package in route("fr", "de", places=places)] == ["fr_en-1.0", "en_de-1.0"]
    assert [package.name for package in route("fr", "en", places=places)] == ["fr_en-1.0"]
    with pytest.raises(PackageError, match="packages install de fr"):
        route("de", "fr", places=places)


def test_versions_sort_as_people_mean_them() -> None:
    versions = ["1.9", "1.10", "1.9.1", "0.9", "1.9rc1", "2"]
    assert sorted(versions, key=version_key) == ["0.9", "1.9rc1", "1.9", "1.9.1", "1.10", "2"]


def test_argospm_is_found_by_its_own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ARGOS_PACKAGES_DIR", "SNAP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert argospm_folders() == (tmp_path / "data" / "argos-translate" / "packages",)
    (tmp_path / "config" / "argos-translate").mkdir(parents=True)
    (tmp_path / "config" / "argos-translate" / "settings.json").write_text('{"ARGOS_PACKAGES_DIR": "/by/file"}')
    assert argospm_folders() == (Path("/by/file"),)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/by/environment")
    assert argospm_folders() == (Path("/by/environment"),)
