"""Articles of a few lines, a real translation package of a few words, and Prefect's own test server for flow tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows import cli
from tests.translators.tiny import Tiny, build_zip

ROOT = Path(__file__).resolve().parents[2]

FRENCH = (
    "Le chat du voisin dort sur le mur du jardin depuis que la pluie a cessé de tomber.\n"
    "Le chien mange et la maison est calme, raconte la propriétaire aux journalistes de la région.\n"
    "Personne ne sait encore quand les habitants du village pourront rentrer chez eux.\n"
)
ENGLISH = (
    "The cat sleeps on the garden wall and nobody in the village knows when the rain will stop.\n"
    "The dog eats while the house is quiet, says the owner, who has lived there for forty years.\n"
    "Neighbours say that they have never seen the river as high as it was last weekend.\n"
)
SPANISH = (
    "El gato del vecino duerme en el muro del jardín desde que dejó de llover en todo el pueblo.\n"
    "Nadie sabe todavía cuándo podrán volver a sus casas los habitantes de la región, dice la alcaldesa.\n"
    "Los vecinos aseguran que nunca habían visto el río tan alto como el fin de semana pasado.\n"
)


@pytest.fixture(autouse=True)
def _places_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees this machine's packages or settings."""
    for name in [name for name in os.environ if name.startswith("DIPTYCH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DIPTYCH_PACKAGES_DIR", str(tmp_path_factory.getbasetemp() / "no-packages"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path_factory.getbasetemp() / "no-argos"))


@pytest.fixture
def nothing_bundled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A checkout without packages of its own."""
    monkeypatch.setattr("translators.places.BUNDLED", tmp_path / "nothing-bundled")


@pytest.fixture(scope="session")
def tiny_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """French to English, nine words: real in everything but size."""
    return build_zip(tmp_path_factory.mktemp("package"), Tiny())


@pytest.fixture
def article(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of articles below `tmp_path/in`."""

    def write(name: str, content: str | bytes = FRENCH) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def diptych(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in this process; returns exit code, stdout and stderr."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        code = cli.run_command([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return run


def start_diptych(*arguments: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    """Starts a command in a process group of its own, which a test may kill."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def children_of(process: int, word: bytes = b"") -> list[int]:
    """The processes that `process` started and that have `word` in their command, as Linux lists them."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(each.read_text().rpartition(")")[2].split()[1])
            command = (each.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == process and word in command:
            found.append(int(each.parent.name))
    return found


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """Prefect's own test server with a database of its own: real, and costs some ten seconds once."""
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of its own, where the programs for one are installed."""
    initdb, server = shutil.which("initdb"), shutil.which("postgres")
    if not initdb or not server:
        pytest.skip("no PostgreSQL server on this machine")
    folder = tmp_path_factory.mktemp("postgresql")
    account: dict[str, str] = {}
    if os.getuid() == 0:  # the server refuses to run as root
        pytest.importorskip("pwd")
        try:
            shutil.chown(folder, "postgres")
        except LookupError:
            pytest.skip("PostgreSQL does not run as root, and there is no account for it")
        for parent in folder.parents:
            if parent.stat().st_mode & 0o001 == 0 and parent.owner() == "root":
                parent.chmod(parent.stat().st_mode | 0o011)
        account = {"user": "postgres"}
    data = folder / "data"
    subprocess.run(
        [initdb, "-D", data, "-A", "trust", "-U", "diptych", "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        **account,  # type: ignore[call-overload]
    )
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    process = subprocess.Popen(
        [server, "-D", data, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **account,  # type: ignore[call-overload]
    )
    try:
        yield from _once_it_answers(folder)
    finally:
        process.terminate()
        process.wait(20)


def _once_it_answers(folder: Path) -> Iterator[str]:
    import time

    import psycopg

    for _ in range(100):
        try:
            psycopg.connect(host=str(folder), user="diptych", dbname="postgres").close()
            break
        except psycopg.OperationalError:
            time.sleep(0.1)
    yield f"postgresql+psycopg://diptych@/postgres?host={folder}"
