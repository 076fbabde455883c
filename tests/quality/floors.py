"""The floors that the figures must not fall under, in floors.toml.

python -m tests.quality.floors              what the figures are beside their floors
python -m tests.quality.floors --raise      write better figures as the new floors
python -m tests.quality.floors --lower      write worse ones, too: only with a reason in the commit message
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from dataclasses import asdict
from pathlib import Path

from tests.quality import lines
from tests.quality.cases import SPLITS, load
from tests.quality.score import Figures, figures, score

FILE = Path(__file__).with_name("floors.toml")

MORE_IS_BETTER = ("f1", "furniture_removed", "repairs_right", "lines_right", "metadata_right", "damage_flagged")
LESS_IS_BETTER = ("content_lost", "lookalikes_touched")
Floors = dict[str, float]


def read(split: str) -> Floors:
    """The floors of a split, by name of the figure."""
    return dict(tomllib.loads(FILE.read_text(encoding="utf-8")).get(split, {})) if FILE.exists() else {}


def rounded(found: Figures) -> Floors:
    """The figures that have floors, four digits, rounded to the forgiving side."""
    values = asdict(found)
    up = {name: math.floor(values[name] * 1e4) / 1e4 for name in MORE_IS_BETTER}
    down = {name: math.ceil(values[name] * 1e4) / 1e4 for name in LESS_IS_BETTER}
    return {**up, **down}


def fallen(found: Figures, floors: Floors) -> list[str]:
    """A line for each figure that is worse than its floor."""
    now = rounded(found)
    return [
        f"{name} is {now[name]}, the floor is {floor}"
        for name, floor in floors.items()
        if (now[name] < floor if name in MORE_IS_BETTER else now[name] > floor)
    ]


def lines_known() -> Floors:
    """The share of single pieces of furniture that are known, rounded down."""
    return {"known": math.floor(lines.known() * 1e4) / 1e4}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="higher", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    written: list[str] = ["# Written by `python -m tests.quality.floors --raise`; these figures only get better.\n"]
    for split in SPLITS:
        found = figures(score(load(split)))
        floors, now = read(split), rounded(found)
        worse = fallen(found, floors)
        print(f"{split}:", *(f"{name} {now[name]:g} (floor {floors.get(name, '-')})" for name in now), sep="\n  ")
        if worse and options.higher and not options.lower:
            sys.exit("not written, --lower is needed: " + "; ".join(f"{split}: {line}" for line in worse))
        best = dict(now) if options.lower else {**now, **_better(floors, now)}
        written.append(f"\n[{split}]\n" + "".join(f"{name} = {value:g}\n" for name, value in best.items()))
    floor, share = read("lines"), lines_known()
    print(f"lines:\n  known {share['known']:g} (floor {floor.get('known', '-')})")
    if not options.lower and share["known"] < floor.get("known", 0):
        share = floor
    written.append(f"\n[lines]\nknown = {share['known']:g}\n")
    if options.higher or options.lower:
        FILE.write_text("".join(written), encoding="utf-8")


def _better(floors: Floors, now: Floors) -> Floors:
    return {name: (max if name in MORE_IS_BETTER else min)(floor, now[name]) for name, floor in floors.items()}


if __name__ == "__main__":
    main()
