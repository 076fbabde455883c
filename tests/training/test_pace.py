"""The number of threads follows what was measured of late."""

from translators.training.pace import Pace


def run(pace: Pace, seconds: dict[int, float], steps: int) -> list[int]:
    chosen = []
    for _ in range(steps):
        chosen.append(pace.choose())
        pace.record(seconds[chosen[-1]], 1000)
    return chosen


def test_the_faster_is_used_and_the_other_tried_now_and_then() -> None:
    pace = Pace([1, 2], probe_every=10)
    idle = run(pace, {1: 2.0, 2: 1.1}, 100)
    assert idle.count(2) > 85
    busy = run(pace, {1: 2.0, 2: 5.0}, 100)
    assert busy[10:].count(1) > 75


def test_one_choice_is_never_doubted() -> None:
    assert run(Pace([1, 1]), {1: 1.0}, 30) == [1] * 30
