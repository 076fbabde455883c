"""Settings: command line > environment (`DIPTYCH_...`) > the file named by --config > config/diptych.toml.

>>> load(overrides={"run": {"batch_size": 16}}).run.batch_size
16
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from rapidfuzz import process

from cleaners.resources import config_path
from flows.errors import UsageError

PREFIX = "DIPTYCH_"
RESERVED = ("DIPTYCH_CACHE_DIR", "DIPTYCH_PACKAGE_INDEX")
"""Variables that `translators.places` reads itself."""

Language = Literal["fr", "en"]
Format = Literal["jsonl", "parquet", "tmx", "moses", "review"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sources(_Section):
    network: bool = False
    timeout: float = Field(default=20.0, gt=0)
    max_bytes: int = Field(default=10_000_000, gt=0)


class Clean(_Section):
    rules: tuple[Path, ...] = ()


class Translate(_Section):
    languages: tuple[Language, ...] = ("fr", "en")
    package_fr_en: str = ""
    package_en_fr: str = ""
    beam_size: int = Field(default=4, ge=1, le=32)
    attempts: int = Field(default=5, ge=1, le=10)
    second_package: bool = True
    on_fail: Literal["flag", "withhold"] = "flag"
    glossaries: tuple[Path, ...] = ()
    threads: int = Field(default=0, ge=0)
    memory: str = ""

    def package(self, source: str, target: str) -> str | None:
        """The package named for a direction, None when the best one is to be found."""
        return getattr(self, f"package_{source}_{target}", "") or None


class Packages(_Section):
    dir: str = ""
    index: str = ""


class Run(_Section):
    batch_size: int = Field(default=32, ge=1, le=1024)
    max_tasks: int = Field(default=200, ge=1)
    workers: int = Field(default=1, ge=1)
    runner: Literal["threads", "dask"] = "threads"
    dask_address: str = ""


class Store(_Section):
    url: str = ""


class Publish(_Section):
    out: Path = Path("out")
    formats: tuple[Format, ...] = ("jsonl", "parquet", "tmx", "moses", "review")


class Serve(_Section):
    sources: tuple[str, ...] = ("seeds",)
    cron: str = "0 6 * * *"
    limit: int = Field(default=2, ge=1)


class Settings(BaseSettings):
    """Every setting. `load` makes one; the defaults here and in config/diptych.toml agree (a test holds that)."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="_", env_nested_max_split=1, extra="forbid", frozen=True
    )

    sources: Sources = Sources()
    clean: Clean = Clean()
    translate: Translate = Translate()
    packages: Packages = Packages()
    run: Run = Run()
    store: Store = Store()
    publish: Publish = Publish()
    serve: Serve = Serve()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)

    @property
    def store_url(self) -> str:
        """The SQLAlchemy URL of the store."""
        return self.store.url or f"sqlite:///{(self.publish.out / 'diptych.db').resolve()}"

    @property
    def memory_path(self) -> Path | None:
        """The file of the translation memory, None when it is off."""
        if self.translate.memory == "off":
            return None
        return Path(self.translate.memory) if self.translate.memory else self.publish.out / "memory.db"


def load(config: Path | None = None, overrides: Mapping[str, Mapping[str, Any]] | None = None) -> Settings:
    """Return the settings of this process.

    `config` is the file named on the command line; `overrides` are the options given there, by section and key (None
    means not given). Raises `UsageError` naming the file and line, the variable or the option that is wrong.
    """
    layers = [_from_file(config_path("diptych.toml"))]
    if config is not None:
        layers.append(_from_file(config))
    layers.append(_from_environment(os.environ))
    layers.append(_from_command_line(overrides or {}))
    values: dict[str, dict[str, Any]] = {}
    places: dict[tuple[str, str], str] = {}
    for layer in layers:
        for (section, key), (value, place) in layer.items():
            values.setdefault(section, {})[key] = value
            places[section, key] = place
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        raise UsageError(_explain(error, places)) from None


_Layer = dict[tuple[str, str], tuple[Any, str]]


def _from_file(path: Path) -> _Layer:
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: the settings can't be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    layer: _Layer = {}
    for section, keys in data.items():
        place = f"{path}:{_line_of(text, section, None)}"
        _check_section(section, place)
        if not isinstance(keys, dict):
            raise UsageError(f"{place}: {section} is a section: write [{section}] and its settings below it")
        for key, value in keys.items():
            place = f"{path}:{_line_of(text, section, key)}"
            _check_key(section, key, place)
            layer[section, key] = (value, place)
    return layer


def _from_environment(environment: Mapping[str, str]) -> _Layer:
    layer: _Layer = {}
    for name, text in environment.items():
        if not name.startswith(PREFIX) or name in RESERVED:
            continue
        section, _, key = name.removeprefix(PREFIX).lower().partition("_")
        place = f"environment variable {name}"
        if section not in Settings.model_fields or key not in _keys(section):
            known = [f"{PREFIX}{s}_{k}".upper() for s in Settings.model_fields for k in _keys(s)]
            raise UsageError(f"{place}: no such setting{_nearest(name, known)}")
        is_list = str(_model(section).model_fields[key].annotation).startswith("tuple[")
        parts = [part.strip() for part in text.split(",") if part.strip()]
        layer[section, key] = (parts if is_list else text, place)
    return layer


def _from_command_line(overrides: Mapping[str, Mapping[str, Any]]) -> _Layer:
    layer: _Layer = {}
    for section, keys in overrides.items():
        _check_section(section, "command line")
        for key, value in keys.items():
            _check_key(section, key, "command line")
            if value is not None:
                layer[section, key] = (value, f"command line ({key.replace('_', '-')})")
    return layer


def _model(section: str) -> type[BaseModel]:
    annotation = Settings.model_fields[section].annotation
    assert isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return annotation


def _keys(section: str) -> list[str]:
    return list(_model(section).model_fields)


def _check_section(section: str, place: str) -> None:
    if section not in Settings.model_fields:
        raise UsageError(f"{place}: unknown section [{section}]{_nearest(section, list(Settings.model_fields))}")


def _check_key(section: str, key: str, place: str) -> None:
    if key not in _keys(section):
        raise UsageError(f"{place}: unknown setting {section}.{key}{_nearest(key, _keys(section))}")


def nearest(name: str, known: list[str]) -> str | None:
    """The known name that `name` was probably meant to be, None when nothing is near."""
    found = process.extractOne(name, known, score_cutoff=60)
    return str(found[0]) if found else None


def _nearest(name: str, known: list[str]) -> str:
    guess = nearest(name, known)
    return f"; did you mean {guess}?" if guess else f"; known are {', '.join(known)}"


def _line_of(text: str, section: str, key: str | None) -> int:
    """The line (from 1) of `key` in `[section]`, or of the section's head."""
    current = None
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[\s*([\w.\"-]+)\s*\]", line)
        if head:
            current = head[1].strip('"').split(".")[0]
            if key is None and current == section:
                return number
        named = re.match(r"\s*\"?([\w-]+)\"?(?:\.\"?([\w-]+)\"?)?\s*=", line)
        if named and current is None and named[1] == section and (key is None or named[2] == key):
            return number
        if named and current == section and named[1] == key:
            return number
    return 1


def _explain(error: ValidationError, places: Mapping[tuple[str, str], str]) -> str:
    messages = []
    for detail in error.errors():
        section, key = str(detail["loc"][0]), str(detail["loc"][1]) if len(detail["loc"]) > 1 else ""
        place = places.get((section, key), "settings")
        shown = detail["input"]
        hint = ""
        expected = detail.get("ctx", {}).get("expected")
        if detail["type"] == "literal_error" and isinstance(expected, str):
            hint = _nearest(str(shown), re.findall(r"'([^']+)'", expected))
        messages.append(f"{place}: {section}.{key} = {shown!r}: {detail['msg'][:1].lower()}{detail['msg'][1:]}{hint}")
    return "\n".join(messages)
