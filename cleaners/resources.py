"""Where the configuration lies: beside the packages in a checkout, inside the wheel once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_PACKAGE = Path(__file__).resolve().parent
_CANDIDATES = (_PACKAGE.parent / "config", _PACKAGE / "_config")

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's safe parser where PyYAML was built with it: ten times as fast."""


@cache
def config_dir() -> Path:
    """Return the folder that holds `diptych.toml`, `rules/` and `lexicons/`.

    A checkout keeps it at `config/` beside this package; the wheel carries it as `cleaners/_config`.
    Raises FileNotFoundError, naming both places, when the installation lacks it.
    """
    for candidate in _CANDIDATES:
        if (candidate / "rules").is_dir() or (candidate / "diptych.toml").is_file():
            return candidate
    places = " or ".join(str(candidate) for candidate in _CANDIDATES)
    raise FileNotFoundError(f"Diptych's configuration is missing: expected it at {places}. Install the package again.")


def config_path(relative: str) -> Path:
    """Return the path of one file or folder of the configuration, e.g. `config_path("lexicons/units.yaml")`.

    Raises FileNotFoundError when it does not exist, naming the place that was looked at.
    """
    path = config_dir() / relative
    if not path.exists():
        raise FileNotFoundError(f"no {relative} in the configuration: {path} does not exist")
    return path


@cache
def lexicon(name: str) -> Any:
    """Return `config/lexicons/NAME.yaml`, parsed once; callers must not change what they get."""
    with config_path(f"lexicons/{name}.yaml").open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=LOADER)
