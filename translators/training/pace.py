"""How many threads a step is to use on a machine that others use too.

Two threads wait for each other: when something else runs on one of two cores, a step on two threads takes longer than
on one. So both are tried again and again, and the one that was faster of late is used.
"""

from collections.abc import Sequence


class Pace:
    """Chooses among thread counts by the time per piece that each took lately."""

    def __init__(self, choices: Sequence[int], probe_every: int = 12) -> None:
        self._choices = list(dict.fromkeys(choices))
        self._probe_every = probe_every
        self._steps = 0
        self._seconds_per_piece: dict[int, float] = {}
        self.chosen = self._choices[-1]

    def choose(self) -> int:
        """The number of threads for the next step."""
        self._steps += 1
        untried = [choice for choice in self._choices if choice not in self._seconds_per_piece]
        if untried:
            self.chosen = untried[0]
        elif len(self._choices) > 1 and self._steps % self._probe_every == 0:
            self.chosen = max(self._choices, key=self._seconds_per_piece.__getitem__)
        else:
            self.chosen = min(self._choices, key=self._seconds_per_piece.__getitem__)
        return self.chosen

    def record(self, seconds: float, pieces: int) -> None:
        """Take note of how long the step took with the threads last chosen."""
        measured = seconds / pieces
        before = self._seconds_per_piece.get(self.chosen, measured)
        self._seconds_per_piece[self.chosen] = 0.6 * before + 0.4 * measured
