"""`diptych packages ...`: what can translate on this machine, and how to get more."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated

from cyclopts import App, Parameter

from flows.errors import UsageError
from flows.options import Config, settings_from

packages = App(name="packages", help="Translation packages: list, install, verify, remove.")


@packages.command(name="list")
def packages_list(
    *,
    available: Annotated[bool, Parameter(help="Ask the index, too, what could be installed.")] = False,
    config: Config = None,
) -> int:
    """List the translation packages: name, origin, direction, path (tabs between); what serves a pair stands first."""
    from flows.translation import places_of
    from translators.commands import packages_list as listed
    from translators.fetch import FetchError

    try:
        lines, notes = listed(places_of(settings_from(config)), online=available)
    except FetchError as error:
        raise UsageError(str(error)) from None
    for line in lines:
        print(line)
    for note in notes:
        print(f"diptych: {note}", file=sys.stderr)
    return 0


@packages.command(name="install")
def packages_install(
    what: str, target: str | None = None, /, *, version: str | None = None, config: Config = None
) -> int:
    """Install a package: two language codes (`install en fr`), a package file, or its URL.

    Parameters
    ----------
    what: the source language, or the path or URL of a package
    target: the target language
    version: the version wanted; the newest otherwise
    """
    from flows.translation import places_of
    from translators.commands import packages_install as install
    from translators.fetch import FetchError

    try:
        package = install(
            what, target, version=version, places=places_of(settings_from(config)), progress=progress_line()
        )
    except FetchError as error:
        raise UsageError(str(error)) from None
    print(f"installed {package.name} in {package.folder}")
    return 0


def progress_line() -> Callable[[int, int | None], None] | None:
    """A line on a terminal that says how much has arrived; None in a pipe."""
    if not sys.stderr.isatty():
        return None

    def arrived(have: int, expected: int | None) -> None:
        whole = f" of {expected / 1e6:.1f}" if expected else ""
        end = "\r\x1b[K" if have == expected else ""
        sys.stderr.write(f"\r\x1b[K{have / 1e6:.1f}{whole} MB{end}")
        sys.stderr.flush()

    return arrived


@packages.command(name="verify")
def packages_verify(*, config: Config = None) -> int:
    """Check every package against the hashes recorded when it was first used. Exit code 1 when one is damaged."""
    from flows.translation import places_of
    from translators.commands import packages_verify as verify

    lines, well = verify(places_of(settings_from(config)))
    for line in lines:
        print(line)
    return 0 if well else 1


@packages.command(name="remove")
def packages_remove(name: str, /, *, config: Config = None) -> int:
    """Remove a package that `install` put there."""
    from flows.translation import places_of
    from translators.commands import packages_remove as remove

    for line in remove(name, places_of(settings_from(config))):
        print(line)
    return 0
