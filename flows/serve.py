"""The deployments, served from one process: the scheduled one, one to start by hand, and one that an event starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import serve
from prefect.events import DeploymentEventTrigger
from prefect.schedules import Cron

from flows.downstream import snapshot
from flows.pairs import PUBLISHED, pairs
from flows.settings import Settings


def serve_all(settings: Settings, config: Path | None) -> None:
    """Serve until stopped, at most `serve.limit` runs at once. `config` reaches the runs as their parameter."""
    serve(*deployments(settings, config), limit=settings.serve.limit)


def deployments(settings: Settings, config: Path | None) -> list[Any]:
    """`pairs/scheduled` (one at a time), `pairs/manual`, and `snapshot/on-published`, which each publication starts."""
    parameters = {
        "sources": list(settings.serve.sources),
        "out": str(settings.publish.out),
        "config": str(config.resolve()) if config else None,
    }
    schedule = Cron(settings.serve.cron) if settings.serve.cron else None
    scheduled = pairs.to_deployment(
        "scheduled",
        schedule=schedule,
        parameters=parameters,
        concurrency_limit=1,
        description="Reads the sources of the settings on a schedule; what was done before is not done again.",
    )
    manual = pairs.to_deployment(
        "manual",
        parameters=parameters,
        description="The same, by hand: prefect deployment run pairs/manual --param sources='[\"folder\"]'",
    )
    fields = {name: f"{{{{ event.payload.{name} }}}}" for name in ("run", "out", "store")}
    published = snapshot.to_deployment(
        "on-published",
        triggers=[DeploymentEventTrigger(name="diptych published", expect={PUBLISHED}, parameters=fields)],
        description="Writes the pairs that are new in a run to a file of their own.",
    )
    return [scheduled, manual, published]
