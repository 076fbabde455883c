"""`diptych run`: the main flow in this process, with a progress bar on a terminal and plain lines in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows.cleaning import prepare_folder
from flows.errors import UsageError, exit_code
from flows.progress import listening
from flows.settings import Settings
from flows.sources.items import one_line


def run_in_process(sources: Sequence[str], settings: Settings, *, resume: bool = True) -> int:
    """Run the flow; returns the exit code: 0, or 1 when articles failed, 2 when no source led anywhere.

    Raises UsageError when the output or the store can't be written.
    """
    from flows.prefect_home import prepare

    began = time.monotonic()
    for name in (*sources, str(settings.publish.out)):
        if any("\ud800" <= character <= "\udfff" for character in name):
            raise UsageError(f"{one_line(name)}: Prefect takes only UTF-8; name the folder that holds it")
    prepare_folder(settings.publish.out)
    server = prepare()
    with _progress() as say:
        say("starting")
        from flows.pairs import pairs

        if server is not None:
            server.wait()
        result: dict[str, Any]
        try:
            result = pairs(sources=list(sources), settings=settings.model_dump(mode="json"), resume=resume)
        except Exception as error:
            if not _is_unreachable(error):
                raise
            raise UsageError(
                f"Prefect's server ({os.environ.get('PREFECT_API_URL', 'of your profile')}) does not answer: {error}. "
                "Start it, or unset PREFECT_API_URL to run without one. What is done is kept"
            ) from error
    return _report(result, settings, time.monotonic() - began)


def _is_unreachable(error: Exception) -> bool:
    from httpx import TransportError

    return isinstance(error, TransportError) or (isinstance(error, RuntimeError) and "reach API" in str(error))


def _report(result: dict[str, Any], settings: Settings, seconds: float) -> int:
    from flows.publish.store import Store

    store = Store(settings.store_url)
    missing = 0
    for source, reason, leads_nowhere in store.problems(result["run"]):
        missing += leads_nowhere
        print(f"{one_line(source)}: {reason}", file=sys.stderr)
    for source, reason in store.kept(result["run"]):
        print(f"{one_line(source)}: {reason}", file=sys.stderr)
    store.close()
    counts = {name: result[name] for name in ("paired", "kept", "failed")}
    print(f"{', '.join(f'{count} {name}' for name, count in counts.items())} in {seconds:.1f} s")
    print(f"output: {settings.publish.out}")
    if result["review"]:
        print(f"review: {settings.publish.out / 'index.html'}")
    return exit_code(counts["paired"] + counts["kept"], counts["failed"], missing)


def plan_only(sources: Sequence[str], settings: Settings, *, resume: bool = True) -> int:
    """Read the sources and say what a run would do, without writing anything; returns the exit code of such a run."""
    from flows.batch import is_done
    from flows.publish.store import Store
    from flows.sources import Problem, read

    database = settings.publish.out / "diptych.db"
    store = Store(settings.store_url) if settings.store.url or database.is_file() else None
    options = settings.sources
    done = left = failed = missing = 0
    for item in read(sources, max_bytes=options.max_bytes, network=options.network, timeout=options.timeout):
        if isinstance(item, Problem):
            failed += 1
            missing += item.missing
            print(f"{one_line(item.source)}: {item.reason}", file=sys.stderr)
            continue
        state = store.state_of(item) if store and resume else None
        if state and is_done(state.content, state.article, state.signature, state.language, settings):
            done += 1
        else:
            left += 1
            print(f"{one_line(item.source)}: {one_line(item.id)}")
    print(f"{left} to do, {done} done before, {failed} can't be read; nothing was written")
    return exit_code(done + left, failed, missing)


@contextmanager
def _progress() -> Iterator[Any]:
    """Shows what the batches tell; yields a function for what else there is to say."""
    console = Console(stderr=True)
    if not console.is_terminal:
        counted: dict[str, int] = {}

        def plain(stage: str, count: int) -> None:
            counted[stage] = counted.get(stage, 0) + count
            if stage == "planned":
                print(f"{counted.get('read', 0)} read, {count} to do", file=sys.stderr, flush=True)
            elif stage == "articles":
                print(f"{counted[stage]} of {counted.get('planned', 0)} done", file=sys.stderr, flush=True)

        with listening(plain):
            yield lambda message: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        articles = bar.add_task("starting", total=None)
        stages = {"read": 0, "cleaned": 0, "sentences": 0}

        def show(stage: str, count: int) -> None:
            if stage == "planned":
                bar.update(articles, total=count, description="articles")
            elif stage == "articles":
                bar.advance(articles, count)
            else:
                stages[stage] += count
                what = "sentences translated" if stage == "sentences" else stage
                bar.update(articles, description=f"articles ({stages[stage]} {what})")

        with listening(show):
            yield lambda message: bar.update(articles, description=message)


def serve_deployments(settings: Settings, config: Any) -> int:
    """Serve the deployments until stopped."""
    from flows.prefect_home import has_own_prefect

    if not has_own_prefect():
        raise UsageError(
            "serve: no Prefect server is named: start one (prefect server start) and set PREFECT_API_URL to its address"
        )
    from flows.serve import serve_all

    serve_all(settings, config)
    return 0
