"""URLs and feeds. Off unless asked for: nothing here runs with `sources.network = false`."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from flows.sources.files import too_large
from flows.sources.items import Item, Items, Problem, document_from_bytes, is_url, short_hash

AGENT = "diptych (news pairs; one request at a time)"


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    body: bytes
    kind: str
    charset: str | None


def read_url(url: str, *, max_bytes: int, timeout: float, transport: httpx.BaseTransport | None = None) -> Items:
    """The article at `url`; if it is a feed (RSS, Atom), the articles that it links to. `timeout` in seconds."""
    with httpx.Client(
        timeout=timeout, follow_redirects=True, headers={"User-Agent": AGENT}, transport=transport
    ) as client:
        page = _fetch(client, url, max_bytes)
        if isinstance(page, Problem):
            yield page
        elif _is_feed(page):
            yield from _read_feed(client, page, max_bytes)
        else:
            yield _article(page, {})


def _read_feed(client: httpx.Client, feed: _Page, max_bytes: int) -> Items:
    import feedparser

    entries = feedparser.parse(feed.body).entries
    if not entries:
        yield Problem(feed.url, "is a feed without entries")
    for entry in entries:
        link = entry.get("link")
        if not link or not is_url(link):
            yield Problem(feed.url, f"has an entry without a link: {entry.get('title', 'untitled')!r}")
            continue
        page = _fetch(client, link, max_bytes)
        published = entry.get("published_parsed") or entry.get("updated_parsed")
        hints = {"title": entry.get("title", ""), "author": entry.get("author", "")}
        if published:
            hints["date"] = f"{published.tm_year:04}-{published.tm_mon:02}-{published.tm_mday:02}"
        yield page if isinstance(page, Problem) else _article(page, {k: v for k, v in hints.items() if v})


def _fetch(client: httpx.Client, url: str, max_bytes: int) -> _Page | Problem:
    try:
        with client.stream("GET", url) as response:
            response.raise_for_status()
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > max_bytes:
                    return Problem(url, too_large(max_bytes))
            kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return _Page(url, bytes(body), kind, response.charset_encoding)
    except httpx.HTTPStatusError as error:
        return Problem(url, f"answered {error.response.status_code} {error.response.reason_phrase}")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Problem(url, f"could not be fetched: {error or type(error).__name__}")


def _is_feed(page: _Page) -> bool:
    start = page.body[:512].lower()
    return any(mark in page.kind for mark in ("rss", "atom")) or any(
        m in start for m in (b"<rss", b"<feed", b"<rdf:rdf")
    )


def _article(page: _Page, hints: dict[str, str]) -> Item:
    media = "text" if page.kind == "text/plain" else "html"
    return document_from_bytes(
        page.body,
        id=short_hash(page.url),
        source=page.url,
        media="html" if media == "html" else "text",
        hints={**hints, "url": page.url},
        charset=page.charset,
    )
