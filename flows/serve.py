"""The deployments, served from one process: the scheduled one, one to start by hand, and one that an event starts."""

from __future__ import annotations

import asyncio
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from prefect import serve
from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events import DeploymentEventTrigger, EventTrigger, Posture
from prefect.events.actions import ChangeFlowRunState
from prefect.schedules import Cron

from flows.downstream import snapshot
from flows.pairs import PUBLISHED, pairs
from flows.settings import Settings

HEARTBEAT = 30
"""Seconds between two signs of life of a run (Prefect's shortest)."""

SILENT = "Diptych: a run without a sign of life has crashed"


def serve_all(settings: Settings, config: Path | None) -> None:
    """Serve until stopped, at most `serve.limit` runs at once. `config` reaches the runs as their parameter."""
    os.environ.setdefault("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", str(HEARTBEAT))
    asyncio.run(watch_for_silent_runs())
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


async def watch_for_silent_runs() -> None:
    """Have the server mark a run as crashed after three missed heartbeats, so that it frees its place.

    Prefect notices by itself when the process of a run dies, but not when the machine or this process does.
    """
    try:
        await Automation.aread(name=SILENT)
    except ValueError:
        ended = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")}
        trigger = EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", *ended},
            match={"prefect.resource.id": "prefect.flow-run.*"},
            match_related={"prefect.resource.role": "flow", "prefect.resource.name": ["pairs", "snapshot"]},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=timedelta(seconds=3 * HEARTBEAT),
        )
        message = "No sign of life; the next run goes on from what was done."
        action = ChangeFlowRunState(state=StateType.CRASHED, name=None, message=message, force=False)
        await Automation(name=SILENT, trigger=trigger, actions=[action]).acreate()
