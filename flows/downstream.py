"""What eats the result: a flow that the event `diptych.published` starts. An example to put your own in the place of.

It writes the pairs that are new in a run to `OUT/new/RUN.jsonl`, so that an index or a trainer reads only those.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.publish.exports import pair_fields
from flows.publish.files import replacing, to_utf8
from flows.publish.read import records
from flows.publish.store import Store
from flows.settings import load


@flow(name="snapshot")
def snapshot(run: str, out: str, store: str = "", config: str | None = None) -> dict[str, Any]:
    """Write the pairs that `run` made, from the store (an SQLAlchemy URL; empty: the one in `out`), as JSONL.

    Returns how many there are and the path of the file.
    """
    settings = load(Path(config) if config else None, {"publish": {"out": out}, "store": {"url": store or None}})
    opened = Store(settings.store_url)
    new = opened.pairs_of(run)
    path = settings.publish.out / "new" / f"{run}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with replacing(path) as stream:
        for record in records(opened, only=new):
            stream.write(to_utf8(json.dumps(pair_fields(record), ensure_ascii=False) + "\n"))
            count += 1
    opened.close()
    text = f"**{count}** new pairs of run `{run}`: `{path}`\n"
    create_markdown_artifact(key="diptych-new-pairs", markdown=text, description="The pairs that a run added")
    return {"pairs": count, "path": str(path)}
