"""Downloads that end: with time-outs, retries, a size limit, and a temporary file that the next attempt goes on with.

Only called when somebody asked for it (`diptych packages install`). https and file URLs; plain http only to this
machine itself.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

import httpx

USER_AGENT = "Diptych (translation package installer)"  # the Argos server refuses urllib's default
MAX_INDEX = 16 * 1024**2  # bytes
MAX_PACKAGE = 2 * 1024**3  # bytes
ATTEMPTS = 4
_CONNECT, _READ = 10.0, 30.0  # seconds
_WAITS = (0.5, 2.0, 5.0)  # seconds before each further attempt
_REDIRECTS = 5

Progress = Callable[[int, int | None], None]  # bytes so far, bytes in all if known


Result = TypeVar("Result")
_CHECK = "Check the network, or name a mirror in the settings"
_ELSEWHERE = "Name another version, or a mirror in the settings"


class FetchError(Exception):
    """A download failed. Says which URL, what happened, and what to do. passing: later it may go well."""

    def __init__(self, url: str, what: str, remedy: str = _CHECK, *, passing: bool = False) -> None:
        super().__init__(f"{url}: {what}. {remedy}.")
        self.url = url
        self.what = what
        self.remedy = remedy
        self.passing = passing


class _Again(Exception):
    """Worth another attempt."""


class _Beyond(_Again):
    """What was asked for begins after the end of the file."""


def check_url(url: str) -> None:
    """Raise FetchError unless `url` is https, file, or http to this machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "file" and parts.hostname in (None, "", "localhost"):
        return
    if parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"):
        return
    raise FetchError(url, "only https and file URLs are fetched", "Name a URL that starts with https:// or file://")


def fetch_text(url: str, limit: int = MAX_INDEX) -> str:
    """Return the UTF-8 text at `url`. Raises FetchError when there is none, or more than `limit` bytes."""
    check_url(url)
    if url.startswith("file:"):
        path = _file(url)
        try:
            if path.stat().st_size > limit:
                raise FetchError(url, f"longer than {limit:,} bytes")
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise FetchError(url, f"can't be read ({error})", "Check the path") from error

    def read() -> str:
        content = bytearray()
        with httpx.Client(**_options()) as client, _response(client, url, {}) as response:
            for chunk in response.iter_bytes():
                content.extend(chunk)
                if len(content) > limit:
                    raise FetchError(url, f"longer than {limit:,} bytes")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FetchError(url, f"not UTF-8 text ({error})") from error

    return _repeated(url, read)


def fetch_file(
    url: str,
    path: Path,
    *,
    limit: int = MAX_PACKAGE,
    progress: Progress | None = None,
    attempts: int = ATTEMPTS,
) -> None:
    """Download `url` to `path`, which appears only when complete. Raises FetchError.

    What arrives is kept in `path` + ".part" and its validator in ".part.json", so that another attempt, now or in
    another run, asks for the rest only; the server decides by the validator whether the rest is of the same file.
    """
    check_url(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    if url.startswith("file:"):
        source = _file(url)
        try:
            if source.stat().st_size > limit:
                raise FetchError(url, f"longer than {limit:,} bytes")
            shutil.copyfile(source, part)
        except OSError as error:
            raise FetchError(url, f"can't be copied ({error.strerror})", "Check the path") from error
    else:
        _repeated(url, lambda: _download(url, part, limit, progress), attempts)
    part.replace(path)
    _validator_file(part).unlink(missing_ok=True)


def resolved(index: str, link: str) -> str:
    """The URL of a link in an index; a relative one is beside the index, as on a mirror."""
    return urljoin(index, link)


def _download(url: str, part: Path, limit: int, progress: Progress | None) -> None:
    headers = {"Accept-Encoding": "identity"}
    have = part.stat().st_size if part.exists() else 0
    validator = _validator(part, url) if have else None
    if have and validator:
        headers |= {"Range": f"bytes={have}-", "If-Range": validator}
    with httpx.Client(**_options()) as client, _whole_or_rest(client, url, headers, part) as response:
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        if resumed and not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            part.unlink()
            raise _Again("the server answered another range than asked")
        if not resumed:
            have = 0
        expected = _expected(response, have)
        if expected is not None and expected > limit:
            raise FetchError(url, f"{expected:,} bytes, more than the limit of {limit:,}", "Don't trust this source")
        _remember_validator(part, url, response.headers.get("ETag") or response.headers.get("Last-Modified"))
        with part.open("ab" if resumed else "wb") as file:
            for chunk in response.iter_raw():  # as it arrives: nothing is lost when it breaks off
                have += len(chunk)
                if have > limit:
                    raise FetchError(url, f"more than the limit of {limit:,} bytes", "Don't trust this source")
                file.write(chunk)
                if progress:
                    progress(have, expected)
    if expected is not None and have != expected:
        raise _Again(f"{have:,} of {expected:,} bytes arrived")


def _whole_or_rest(client: httpx.Client, url: str, headers: dict[str, str], part: Path) -> _Streamed:
    """The response; where the server has nothing after what we have, ours is no beginning of its file and goes."""
    try:
        return _response(client, url, headers)
    except _Beyond:
        part.unlink()
        raise


def _expected(response: httpx.Response, have: int) -> int | None:
    length = response.headers.get("Content-Length", "")
    return have + int(length) if length.isdigit() else None


def _validator_file(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _validator(part: Path, url: str) -> str | None:
    """The strong ETag or date that the server gave for the first part, if it was for the same URL."""
    try:
        known = json.loads(_validator_file(part).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    value = known.get("validator") if isinstance(known, dict) and known.get("url") == url else None
    return value if isinstance(value, str) and not value.startswith("W/") else None


def _remember_validator(part: Path, url: str, validator: str | None) -> None:
    _validator_file(part).write_text(json.dumps({"url": url, "validator": validator}), encoding="utf-8")


@dataclass
class _Streamed:
    """An open response after its redirects, each of them checked."""

    client: httpx.Client
    response: httpx.Response

    def __enter__(self) -> httpx.Response:
        return self.response

    def __exit__(self, *error: object) -> None:
        self.response.close()


def _response(client: httpx.Client, url: str, headers: dict[str, str]) -> _Streamed:
    address = url
    for _ in range(_REDIRECTS + 1):
        check_url(address)
        response = client.send(client.build_request("GET", address, headers=headers), stream=True)
        if response.is_redirect:
            response.close()
            address = urljoin(address, response.headers.get("Location", ""))
            if address.startswith("file:"):
                raise FetchError(url, f"redirects to {address}; only https and file URLs you name are fetched")
            continue
        status = response.status_code
        if status in (200, 206):
            return _Streamed(client, response)
        response.close()
        if status == 416:
            raise _Beyond("the server has no further bytes")
        if status in (408, 425, 429) or status >= 500:
            raise _Again(f"the server answered {status}")
        raise FetchError(url, f"the server answered {status} {response.reason_phrase}", _ELSEWHERE)
    raise FetchError(url, f"more than {_REDIRECTS} redirects")


def _options() -> dict[str, Any]:
    timeout = httpx.Timeout(_READ, connect=_CONNECT)
    return {"timeout": timeout, "headers": {"User-Agent": USER_AGENT}, "follow_redirects": False}


def _repeated(url: str, attempt: Callable[[], Result], attempts: int = ATTEMPTS) -> Result:
    """Call `attempt` until it succeeds, `attempts` times at most, waiting longer each time.

    Where nothing can be reached at all, once more is enough: without a network the message comes at once.
    """
    last: Exception | None = None
    tried = unreachable = 0
    while tried < attempts and unreachable < 2:
        if tried:
            time.sleep(_WAITS[min(tried, len(_WAITS)) - 1])
        tried += 1
        try:
            return attempt()
        except (httpx.TransportError, _Again) as error:
            last = error
            unreachable = unreachable + 1 if isinstance(error, httpx.ConnectError) else 0
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(url, f"can't be fetched ({error})") from error
    why = str(last) or type(last).__name__
    times = f"failed {tried} times, last: " if tried > 1 else ""
    raise FetchError(url, f"{times}{why}", passing=True) from last


def _file(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))
