"""Options that several commands share, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.errors import UsageError
from flows.settings import Settings, load

Config = Annotated[Path | None, Parameter(name="--config", help="A settings file (TOML); see config/diptych.toml.")]
Rules = Annotated[tuple[Path, ...], Parameter(name="--rules", help="A folder with rules of your own (repeatable).")]
Package = Annotated[tuple[str, ...], Parameter(name="--package", help="A package: a name or a path (repeatable).")]
Network = Annotated[bool | None, Parameter(name="--network", help="Read URLs and feeds, too.")]
From = Annotated[str, Parameter(name="--from", help="ISO 639-1 code of the source language.")]
To = Annotated[str, Parameter(name="--to", help="ISO 639-1 code of the target language.")]


def settings_from(
    config: Path | None,
    rules: tuple[Path, ...] = (),
    network: bool | None = None,
    *,
    out: Path | None = None,
    store: str | None = None,
    batch_size: int | None = None,
    package: tuple[str, ...] = (),
    memory: str | None = None,
) -> Settings:
    """The settings under the options of a command; None and empty mean that an option was not given."""
    translate: dict[str, str | None] = {"memory": memory}
    for named in package:
        directions = [d for d in ("fr_en", "en_fr") if d in Path(named).name or d in named]
        if not directions:
            raise UsageError(f"--package {named}: its name tells no direction; expected fr_en or en_fr in it")
        translate[f"package_{directions[0]}"] = named
    return load(
        config,
        {
            "clean": {"rules": rules or None},
            "sources": {"network": network},
            "publish": {"out": out},
            "store": {"url": store},
            "run": {"batch_size": batch_size},
            "translate": translate,
        },
    )
