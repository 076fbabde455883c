"""How much Diptych's runner costs against Argos Translate's own and against bare CTranslate2.

    python -m tests.bench.translate [--package FILE | --argos-shape] [--sizes 1 20] [--rounds 3] [--large 200]

All on the same package, sentences, splitter, beam and length penalty, interleaved in one process, so that a busy
machine slows all of them alike: trust the ratios of CPU seconds. The package is the best one of this machine, or a model
of the shape of Argos's own, whose weights are set by hand (`argos_shape.py`): the larger the model, the more a batch of
one sentence costs. Argos runs as its users get it (one worker, a thread a core) and with one thread. `argostranslate.translate` imports stanza (and so torch) and minisbd, which aren't
installed: two modules with our splitter stand in for them, here only.

Peak memory is measured in a process of its own for each size.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from cleaners.sentences import split
from tests.bench.argos_shape import copying_package
from translators.argos import ARGOS, ArgosTranslator
from translators.base import Decoding
from translators.engine import BATCH, usable_cores
from translators.packages import Package, find

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = 25  # of an article
PARAGRAPH = 3  # sentences
BATCH_OF_ARTICLES = 32  # what the flow hands over at once
Article = list[list[str]]  # paragraphs of sentences


@dataclass
class Cost:
    """Median over the rounds."""

    what: str
    articles: int
    sentences: int
    cpu: float  # seconds
    wall: float  # seconds


def sentences(language: str, wanted: int) -> list[str]:
    """News sentences of the test sets beside the checkout if they are there, else of our own seeds, varied."""
    found: list[str] = []
    for path in sorted((ROOT.parent / "shared" / "bench").glob(f"newstest*.{language}")):
        found += [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if len(line.split()) > 4]
    for path in sorted((ROOT / "seeds").glob("*.txt")) if not found else []:
        for line in path.read_text(encoding="utf-8").splitlines():
            found += [line[s.start : s.end] for s in split(line, language) if len(line.split()) > 4]
    if not found:
        raise SystemExit("no text for the benchmark: neither ../shared/bench nor seeds/ holds any")
    return [found[n % len(found)] + ("" if n < len(found) else f" ({n})") for n in range(wanted)]


def articles(language: str, wanted: int, start: int = 0) -> list[Article]:
    """Articles of `SENTENCES` sentences; different `start`s give different ones as long as the text lasts."""
    text = sentences(language, (start + wanted) * SENTENCES)[start * SENTENCES :]
    result = []
    for number in range(wanted):
        own = text[number * SENTENCES : (number + 1) * SENTENCES]
        result.append([own[i : i + PARAGRAPH] for i in range(0, len(own), PARAGRAPH)])
    return result


def argos_itself(package: Package, threads: int) -> Callable[[Article], list[str]]:
    """`argostranslate.translate.translate` with our splitter; it gets an article's text and gives its paragraphs."""
    home = Path(tempfile.mkdtemp(prefix="bench-argos-"))
    (home / "packages").mkdir()
    (home / "packages" / "translate").symlink_to(package.folder)
    os.environ |= {
        "ARGOS_PACKAGES_DIR": str(home / "packages"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "ARGOS_INTRA_THREADS": str(threads),
        "ARGOS_CHUNK_TYPE": "MINISBD",
    }
    known: dict[str, list[str]] = {}

    class Splitter:
        def __init__(self, lang: str, use_gpu: bool = False) -> None:
            self.lang = lang

        def sentences(self, text: str) -> list[str]:
            return known[text]

    minisbd = types.ModuleType("minisbd")
    minisbd.SBDetect = Splitter  # type: ignore[attr-defined]
    minisbd.models = types.SimpleNamespace(cache_dir="", list_models=lambda: ["en", "fr"])  # type: ignore[attr-defined]
    sys.modules["minisbd"] = minisbd
    sys.modules["stanza"] = types.ModuleType("stanza")
    for name in [name for name in sys.modules if name.startswith("argostranslate")]:
        del sys.modules[name]
    from argostranslate import translate

    def run(article: Article) -> list[str]:
        paragraphs = [" ".join(paragraph) for paragraph in article]
        known.clear()
        known.update(zip(paragraphs, article, strict=True))
        text: str = translate.translate("\n".join(paragraphs), package.source, package.target)
        return text.split("\n")

    return run


def bare(package: Package) -> Callable[[Sequence[str]], list[str]]:
    """CTranslate2 and SentencePiece, everything at once: nothing can cost less."""
    import ctranslate2
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(package.folder / "sentencepiece.model"))
    model = ctranslate2.Translator(
        str(package.folder / "model"), compute_type="auto", inter_threads=usable_cores(), intra_threads=1
    )

    def run(text: Sequence[str]) -> list[str]:
        results = model.translate_batch(
            pieces.encode(list(text), out_type=str),
            max_batch_size=BATCH,
            batch_type="tokens",
            beam_size=ARGOS.beam_size,
            length_penalty=ARGOS.length_penalty,
            max_decoding_length=ARGOS.max_length,
            replace_unknowns=True,
            return_scores=True,
        )
        return [pieces.decode_pieces(result.hypotheses[0]) for result in results]

    return run


def flat(some: Sequence[Article]) -> list[str]:
    return [sentence for article in some for paragraph in article for sentence in paragraph]


def timed(call: Callable[[], Any]) -> tuple[float, float, Any]:
    cpu, wall = time.process_time(), time.perf_counter()
    result = call()
    return time.process_time() - cpu, time.perf_counter() - wall, result


def compare(package: Package, rounds: int, sizes: Sequence[int]) -> tuple[list[Cost], float]:
    """Costs for so many articles, and the share of sentences whose words are Argos's own."""
    theirs_one_thread = argos_itself(package, threads=1)
    theirs = argos_itself(package, threads=0)
    exact = ArgosTranslator(package, argos_settings=True)
    ours = ArgosTranslator(package, decoding=Decoding())
    floor = bare(package)
    warm = articles(package.source, 1)[0]
    for translate in (theirs, theirs_one_thread):
        translate(warm[:1])
    for translator in (exact, ours):
        translator.translate(flat([warm[:1]]))
    floor(flat([warm[:1]]))
    costs: list[Cost] = []
    same = total = 0
    for size in sizes:
        repeated = 4 * rounds if size == 1 else rounds
        figures: dict[str, list[tuple[float, float]]] = {}
        for number in range(repeated):
            batch = articles(package.source, size, start=1 + number * size)
            text = flat(batch)
            runs: dict[str, Callable[[], Any]] = {
                "argostranslate": lambda batch=batch: [theirs(article) for article in batch],
                "argostranslate, one thread": lambda batch=batch: [theirs_one_thread(article) for article in batch],
                "diptych, Argos's settings": lambda text=text: exact.translate(text),
                "diptych": lambda text=text: ours.translate(text),
                "CTranslate2 alone": lambda text=text: floor(text),
            }
            results = {}
            names = list(runs)
            for name in names[number % 5 :] + names[: number % 5]:
                cpu, wall, results[name] = timed(runs[name])
                figures.setdefault(name, []).append((cpu, wall))
            found, compared = identical(batch, results["argostranslate"], results["diptych, Argos's settings"])
            same, total = same + found, total + compared
        for name, some in figures.items():
            cpu = statistics.median(one[0] for one in some)
            wall = statistics.median(one[1] for one in some)
            costs.append(Cost(name, size, size * SENTENCES, cpu, wall))
    return costs, same / total


def identical(batch: list[Article], theirs: list[list[str]], ours: Sequence[Any]) -> tuple[int, int]:
    """Sentences of ours found word for word in Argos's paragraph, and all."""
    translated = iter(ours)
    same = total = 0
    for article, paragraphs in zip(batch, theirs, strict=True):
        for paragraph, text in zip(article, paragraphs, strict=True):
            for _ in paragraph:
                one = next(translated).text
                total += 1
                if one in text:
                    same += 1
                    text = text.replace(one, "\n", 1)
    return same, total


def stream(language: str, wanted: int) -> Iterator[str]:
    """Short sentences, all different, for the memory measurement."""
    base = [" ".join(sentence.split()[:7]) for sentence in sentences(language, 2_000)]
    for number in range(wanted * SENTENCES):
        yield f"{base[number % len(base)]} {number}"


def memory(package: Package, wanted: int) -> dict[str, float]:
    """Peak resident memory of this process, in MB, after so many articles in batches such as the flow's.

    Run it in a process of its own.
    """
    translator = ArgosTranslator(package, decoding=Decoding(beam_size=2))
    text = stream(package.source, wanted)

    def translate_all() -> int:
        done = 0
        while batch := list(islice(text, BATCH_OF_ARTICLES * SENTENCES)):
            done += len(translator.translate(batch))
        return done

    cpu, wall, done = timed(translate_all)
    peak = peak_megabytes()
    return {"articles": wanted, "sentences": done, "peak_mb": peak, "cpu": cpu, "wall": wall}


def peak_megabytes() -> float:
    """Peak resident memory of this process. `ru_maxrss` won't do on Linux: it starts at the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--package", type=Path, help="a package file or folder; the best one for fr to en otherwise")
    parser.add_argument("--from", dest="source", default="fr")
    parser.add_argument("--to", dest="target", default="en")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--argos-shape", action="store_true", help="a model of the shape of Argos's packages instead")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 20], help="articles that are translated")
    parser.add_argument("--large", type=int, default=200, help="articles of the larger memory measurement; 0 for none")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--memory-of", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    package = find(arguments.source, arguments.target, path=arguments.package)
    if arguments.memory_of:
        print(json.dumps(memory(package, arguments.memory_of)))
        return
    with tempfile.TemporaryDirectory() as folder:
        if arguments.argos_shape:
            path = copying_package(Path(folder) / "translate-copy", package.folder)
            package = find(arguments.source, arguments.target, path=path)
        report(package, arguments)


def report(package: Package, arguments: argparse.Namespace) -> None:
    """Measure, print the figures and write them to the JSON file if one was named."""
    costs, share = compare(package, arguments.rounds, arguments.sizes)
    print(f"{package.signature}, {usable_cores()} cores, CPU and wall seconds, medians")
    for size in arguments.sizes:
        some = {cost.what: cost for cost in costs if cost.articles == size}
        ours, floor = some["diptych, Argos's settings"], some["CTranslate2 alone"]
        print(f"\n{size} article{'s' if size > 1 else ''} of {SENTENCES} sentences")
        for cost in some.values():
            print(f"  {cost.what:28} cpu {cost.cpu:7.2f}  wall {cost.wall:7.2f}  cpu/ours {cost.cpu / ours.cpu:5.2f}")
        print(f"  above bare CTranslate2: {100 * (ours.cpu / floor.cpu - 1):.1f} %")
    print(f"\nsentences identical to argostranslate's: {100 * share:.2f} %")
    sizes = [1, max(1, arguments.large // 10), arguments.large] if arguments.large else []
    peaks = [measured(size, package) for size in sizes]
    for one in peaks:
        print(f"peak memory, {one['articles']:5} articles: {one['peak_mb']:6.0f} MB  cpu {one['cpu']:.1f}")
    if peaks:
        print(f"memory of {sizes[2]} articles to that of {sizes[1]}: {peaks[2]['peak_mb'] / peaks[1]['peak_mb']:.2f}")
    if arguments.json:
        figures = [asdict(cost) for cost in costs]
        found = {"package": package.signature, "costs": figures, "identical": share, "memory": peaks}
        arguments.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


def measured(size: int, package: Package) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.translate", "--package", str(package.folder)]
    command += ["--from", package.source, "--to", package.target, "--memory-of", str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    result: dict[str, float] = json.loads(done.stdout)
    return result


if __name__ == "__main__":
    main()
