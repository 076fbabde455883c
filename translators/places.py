"""Where packages lie on this machine, and where the index is."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
BUNDLED = Path(__file__).resolve().parent / "bundled"


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of packages, and the index that `install` asks. Nothing is created until something is written.

    installed: packages that `diptych packages install` put there.
    argospm: packages that Argos Translate installed; never written to.
    bundled: packages that came with Diptych; never written to.
    cache: unpacked bundled packages, downloads in progress; may be deleted at any time.
    index: https or file URL of an index in Argos's format.
    """

    installed: Path
    argospm: tuple[Path, ...]
    bundled: Path
    cache: Path
    index: str = ARGOS_INDEX

    @classmethod
    def default(cls) -> Places:
        """The usual places of this platform; `DIPTYCH_PACKAGES_DIR`, `DIPTYCH_CACHE_DIR` and
        `DIPTYCH_PACKAGE_INDEX` move them."""
        return cls(
            installed=_from_environment("DIPTYCH_PACKAGES_DIR", user_data() / "packages"),
            argospm=argospm_folders(),
            bundled=BUNDLED,
            cache=_from_environment("DIPTYCH_CACHE_DIR", user_cache()),
            index=os.environ.get("DIPTYCH_PACKAGE_INDEX") or ARGOS_INDEX,
        )

    @property
    def known(self) -> Path:
        """Folder of the hashes recorded at first use, a file a package."""
        return self.installed / ".known"

    def writable_cache(self) -> Path:
        """The cache folder, or one under the temporary folder where the cache can't be written."""
        user = os.getuid() if hasattr(os, "getuid") else "user"
        fallback = Path(tempfile.gettempdir()) / f"diptych-{user}"
        for folder in (self.cache, fallback):
            if _writable(folder):
                return folder
        return Path(tempfile.mkdtemp(prefix="diptych-"))


def user_data() -> Path:
    """The folder for this user's data: XDG on Linux, Application Support on macOS, LOCALAPPDATA on Windows."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "diptych"
    if sys.platform == "win32":
        return _from_environment("LOCALAPPDATA", Path.home() / "AppData" / "Local") / "diptych"
    return _from_environment("XDG_DATA_HOME", Path.home() / ".local" / "share") / "diptych"


def user_cache() -> Path:
    """The folder for what may be deleted at any time."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "diptych"
    if sys.platform == "win32":
        return user_data() / "cache"
    return _from_environment("XDG_CACHE_HOME", Path.home() / ".cache") / "diptych"


def argospm_folders() -> tuple[Path, ...]:
    """Where Argos Translate keeps its packages, by its own rules (`argostranslate/settings.py`, 1.11).

    Its environment variable, then its settings file, then its default. Read here, because importing
    `argostranslate.settings` creates folders in the user's home.
    """
    home = Path(os.environ.get("SNAP_USER_DATA") or Path.home()) if "SNAP" in os.environ else Path.home()
    config = _from_environment("XDG_CONFIG_HOME", home / ".config") / "argos-translate" / "settings.json"
    default = _from_environment("XDG_DATA_HOME", home / ".local" / "share") / "argos-translate" / "packages"
    folders = [_from_environment("ARGOS_PACKAGES_DIR", _argos_setting(config) or default)]
    if snap := os.environ.get("SNAP"):
        folders.append(Path(snap) / "snap_custom" / "packages")
    return tuple(folders)


def _argos_setting(config: Path) -> Path | None:
    try:
        value = json.loads(config.read_text(encoding="utf-8")).get("ARGOS_PACKAGES_DIR")
    except (OSError, ValueError, AttributeError):
        return None
    return Path(value) if isinstance(value, str) and value else None


def _from_environment(name: str, default: Path) -> Path:
    value = os.environ.get(name)
    return Path(value).expanduser() if value else default


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return False
    if hasattr(os, "getuid"):
        return folder.stat().st_uid == os.getuid() or folder.stat().st_mode & 0o002 == 0
    return True
