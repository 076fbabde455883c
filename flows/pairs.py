"""The main flow: plan, batches, publish. A task is a batch of articles; a bad article is a row with its reason.

What is done stays done: the store decides, not Prefect's cache, so that one new article doesn't shift the batches into
doing everything again, and a run that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import FlowRun, State
from prefect.events import emit_event
from prefect.flows import Flow
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.batch import is_done, process
from flows.errors import UsageError
from flows.progress import tell
from flows.publish.publish import publish_all
from flows.publish.store import Store
from flows.report import summary
from flows.settings import Settings, load
from flows.sources import read

Values = dict[str, Any]
PUBLISHED = "diptych.published"
"""The event that a run emits when its output is in place."""


@lru_cache(maxsize=4)
def _store(url: str) -> Store:
    """One store a process: its connections are shared by the tasks."""
    return Store(url)


@task(name="plan", cache_policy=NO_CACHE)
def plan(settings: Values, sources: Sequence[str], resume: bool = True) -> Values:
    """Take the sources into the store; return the run's id and the batches, each as first and last ordinal.

    Batches are cut from all documents of the run, then those with nothing left to do are dropped: so a batch that was
    interrupted comes back with the same articles, and decodes to the same words.
    """
    configured = Settings(**settings)
    store = _store(configured.store_url)
    run = store.begin_run(sources)
    options = configured.sources
    items = read(sources, max_bytes=options.max_bytes, network=options.network, timeout=options.timeout)
    before = 0
    for taken in store.record(run, items):
        tell("read", taken - before)
        before = taken
    documents = store.number_of_documents(run)
    size = max(configured.run.batch_size, -(-documents // configured.run.max_tasks))
    batches: list[tuple[int, int]] = []
    left = first = 0
    while ordinals := store.ordinals(run, first=first, limit=size):
        if not resume:
            store.forget(ordinals)
        states = store.states(ordinals)
        todo = [s for s in states if not is_done(s.content, s.article, s.signature, s.language, configured)]
        if todo:
            batches.append((ordinals[0], ordinals[-1]))
            left += len(ordinals)
        first = ordinals[-1] + 1
    tell("planned", left)
    return {"run": run, "documents": documents, "batches": batches, "left": left}


@task(name="batch", task_run_name="batch-{first}-{last}", cache_policy=NO_CACHE, retries=1, retry_delay_seconds=2)
def batch(settings: Values, run: str, first: int, last: int) -> None:
    """Clean, translate and save the articles of a run from ordinal `first` to `last`."""
    configured = Settings(**settings)
    store = _store(configured.store_url)
    after = first
    while ordinals := store.ordinals(run, first=after, last=last, limit=configured.run.batch_size):
        process(store, ordinals, configured, run, tell)
        after = ordinals[-1] + 1


@task(name="publish", cache_policy=NO_CACHE)
def publish(settings: Values, run: str) -> Values:
    """Write the exports and the review from the store; leave the result as an artifact and an event."""
    configured = Settings(**settings)
    store = _store(configured.store_url)
    counts = store.counts(run)
    out = configured.publish.out.resolve()
    page = publish_all(store, run, configured.publish.out, configured.publish.formats)
    store.claim_pairs(run)
    result: Values = {"run": run, **counts, "out": str(out), "review": str(page) if page else None}
    text = summary(store, run, counts, configured)
    create_markdown_artifact(key="diptych-pairs", markdown=text, description="What the run made, and where it lies")
    resource = {"prefect.resource.id": f"diptych.run.{run}", "prefect.resource.name": "diptych"}
    emit_event(PUBLISHED, resource=resource, payload={**result, "store": configured.store.url})
    store.finish_run(run, counts)
    return result


def restart_once(flow: Flow[Any, Any], flow_run: FlowRun, state: State) -> None:
    """Start a crashed deployment run again, once: what it had done stays done, so the second one goes on from there."""
    from prefect.deployments import run_deployment

    if flow_run.deployment_id is not None and "restarted" not in flow_run.tags:
        run_deployment(
            flow_run.deployment_id,
            parameters=flow_run.parameters,
            tags=[*flow_run.tags, "restarted"],
            timeout=0,
        )


@flow(name="pairs", on_crashed=[restart_once])
def pairs(
    sources: list[str] | None = None,
    out: str | None = None,
    config: str | None = None,
    settings: Values | None = None,
    resume: bool = True,
) -> Values:
    """Clean, translate and pair the articles of `sources`, and publish the result in `out`.

    `sources` are files, folders or URLs (by default those of the settings), `config` a settings file, `settings`
    further settings by section and key. Returns the run's id, how many articles were paired, kept and failed, and
    where the output lies. With `resume` false, what was done before is done again.
    """
    overrides = {section: dict(keys) for section, keys in (settings or {}).items()}
    if out is not None:
        overrides.setdefault("publish", {})["out"] = out
    configured = load(Path(config) if config else None, overrides)
    values = configured.model_dump(mode="json")
    planned = plan(values, sources or list(configured.serve.sources), resume)
    run = planned["run"]
    logger = get_run_logger()
    logger.info("%s documents, %s left to do", planned["documents"], planned["left"])
    with task_runner(configured) as runner:
        futures = [
            (span, runner.submit(batch, {"settings": values, "run": run, "first": span[0], "last": span[1]}))
            for span in planned["batches"]
        ]
        for (first, last), future in futures:
            future.wait()
            state = future.state
            if state.is_completed():
                continue
            error = state.result(raise_on_failure=False)
            if isinstance(error, UsageError):
                raise error
            store = _store(configured.store_url)
            store.give_up(store.ordinals(run, first, last), f"its batch failed: {error}")
            logger.error("batch %s-%s failed: %s", first, last, error)
    result = publish(values, run)
    _store(configured.store_url).close()
    logger.info("%s paired, %s kept, %s failed: %s", *(result[name] for name in ("paired", "kept", "failed", "out")))
    return result


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """Threads of this process, or Dask. One worker at a time by default: a translation uses every core by itself."""
    if settings.run.runner == "threads":
        return ThreadPoolTaskRunner(max_workers=settings.run.workers)
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise UsageError('run.runner = "dask": prefect-dask is missing: install diptych[dask]') from None
    if settings.run.dask_address:
        return DaskTaskRunner(address=settings.run.dask_address)
    cluster = {"n_workers": settings.run.workers, "threads_per_worker": 1, "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=cluster)


if __name__ == "__main__":
    pairs()
