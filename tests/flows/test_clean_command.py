"""`diptych clean` and `explain`: the files they promise, the exit codes, and what they say about bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ENGLISH, FRENCH, ROOT, SPANISH, children_of, start_diptych

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]
FIELDS = "id source language title date author agency keywords flags truncated paragraphs edits".split()
MESSY = "PUBLICITÉ\n\n" + FRENCH.replace("calme, raconte", "calme  , raconte").replace("'", "’")


def test_it_writes_a_text_and_its_edit_log(article: Write, diptych: Run, tmp_path: Path) -> None:
    path = article("a.txt", MESSY)
    code, out, err = diptych("clean", path, "--out", tmp_path / "out")
    assert (code, err) == (0, "")
    assert "1 cleaned" in out
    log = json.loads((tmp_path / "out" / "a.json").read_text(encoding="utf-8"))
    assert set(FIELDS) <= set(log)
    assert (log["id"], log["source"], log["language"]) == ("a", str(path), "fr")
    for edit in log["edits"]:
        assert MESSY[edit["start"] : edit["end"]] == edit["before"]
        assert edit["rule"]
        assert edit["why"]
    text = (tmp_path / "out" / "a.txt").read_bytes().decode()
    assert text == "".join(f"{line}\n" for line in ([log["title"]] if log["title"] else []) + log["paragraphs"])
    assert "PUBLICITÉ" not in text


@pytest.mark.parametrize(
    "data",
    [
        MESSY.encode(),
        ("\ufeff" + MESSY).replace("\n", "\r\n").encode(),
        MESSY.encode("cp1252"),
        MESSY.encode("utf-16"),
        MESSY.encode() + b"caf\xe9\n",
        MESSY.replace("chat", "ch\0at").encode(),
    ],
)
def test_revert_gives_the_file_back_byte_for_byte(article: Write, data: bytes) -> None:
    command = [
        sys.executable,
        "-c",
        "from flows.cli import main; main()",
        "explain",
        article("a.txt", data),
        "--revert",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert done.stdout == data


def test_explain_is_plain_in_a_pipe_and_names_rule_reason_before_and_after(article: Write, diptych: Run) -> None:
    code, out, _ = diptych("explain", article("a.txt", MESSY))
    assert code == 0
    assert "\x1b" not in out
    assert "  - PUBLICITÉ" in out
    assert "1:1  ad." in out


def test_explain_can_undo_a_rule(article: Write, diptych: Run) -> None:
    path = article("a.txt", MESSY)
    rule = next(line.split()[1] for line in diptych("explain", path)[1].splitlines() if line.startswith("1:1 "))
    assert diptych("explain", path, "--undo", rule)[1].startswith("PUBLICITÉ")
    code, _, err = diptych("explain", path, "--undo", "no.such-rule")
    assert code == 2
    assert rule in err


def test_bad_input_is_named_and_the_rest_is_done(article: Write, diptych: Run, tmp_path: Path) -> None:
    article("1-empty.txt", "")
    article("2-binary.txt", bytes(range(32)) * 9)
    article("3-furniture.txt", "PUBLICITÉ\n")
    article("4-lines.jsonl", json.dumps({"id": "l1", "text": FRENCH}) + "\nnot json\n")
    folder = article("5-good.txt", ENGLISH).parent
    code, out, err = diptych("clean", folder, tmp_path / "none.txt", "--out", tmp_path / "out")
    assert code == 1
    assert "2 cleaned, 5 failed" in out
    for name in ("1-empty.txt", "2-binary.txt", "3-furniture.txt", "4-lines.jsonl:2", "none.txt"):
        assert sum(name in line for line in err.splitlines()) == 1, err
    assert (tmp_path / "out" / "l1.txt").exists()
    assert (tmp_path / "out" / "5-good.txt").exists()


def test_wrong_usage_is_exit_code_2(article: Write, diptych: Run, tmp_path: Path) -> None:
    path = article("a.txt")
    (tmp_path / "file").write_text("")
    for arguments in (
        ["clean"],
        ["clean", path],
        ["clean", tmp_path / "none", "--out", tmp_path / "out"],
        ["clean", path, "--out", tmp_path / "file" / "below"],
        ["clean", path, "--out", tmp_path / "out", "--config", tmp_path / "none.toml"],
        ["clean", path, "--out", tmp_path / "out", "--rules", tmp_path / "none"],
        ["clean", path, "--out", path.parent],
        ["explain", path.parent],
        ["explain", tmp_path / "none"],
        ["run"],
        ["cleen"],
        ["run", path, "--batch-size", "many"],
        ["translate", "--from", "fr", "--to", "xx"],
    ):
        code, _, err = diptych(*arguments)
        assert code == 2, arguments
        assert err.strip(), arguments
    assert path.read_text() == FRENCH


def test_two_files_of_one_name_become_two(article: Write, diptych: Run, tmp_path: Path) -> None:
    article("a/x.txt", FRENCH)
    article("b/x.txt", ENGLISH)
    folder = article("c/X.html", f"<html><body><p>{SPANISH}</p></body></html>").parents[1]
    assert diptych("clean", folder, "--out", tmp_path / "out")[0] == 0
    written = sorted(path.name for path in (tmp_path / "out").glob("*.txt"))
    assert len(written) == 3
    assert "x.txt" in written
    sources = {json.loads(path.read_text())["source"] for path in (tmp_path / "out").glob("*.json")}
    assert len(sources) == 3


def test_many_files_are_cleaned_by_several_processes_with_the_same_result(
    article: Write, diptych: Run, tmp_path: Path
) -> None:
    for number in range(20):
        article(f"{number:02}.txt", f"Numéro {number} du journal paru ce matin.\n{MESSY}")
    folder = tmp_path / "in"
    assert diptych("clean", folder, "--out", tmp_path / "one", "--jobs", "1")[0] == 0
    assert diptych("clean", folder, "--out", tmp_path / "two", "--jobs", "2")[0] == 0
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(names) == 40
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_rules_of_ones_own_are_added(article: Write, diptych: Run, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    rule = """
- id: own.cat
  why: the cat is our advertiser
  languages: [fr]
  scope: line
  zones: [head, body, tail]
  pattern: 'le chat vous salue bien'
  action: remove
  removes: ["Le chat vous salue bien"]
  keeps: ["Le chat vous salue bien bas, dit-il."]
"""
    (tmp_path / "rules" / "own.yaml").write_text(rule)
    path = article("a.txt", FRENCH + "Le chat vous salue bien\n")
    assert "own.cat" in diptych("explain", path, "--rules", tmp_path / "rules")[1]
    assert "own.cat" not in diptych("explain", path)[1]
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "own.yaml").write_text(rule.replace("zones:", "zonez:"))
    code, _, err = diptych("explain", path, "--rules", tmp_path / "wrong")
    assert code == 2
    assert "own.yaml:" in err
    assert "zones" in err


def test_a_dry_run_writes_nothing(article: Write, diptych: Run, tmp_path: Path) -> None:
    path = article("a.txt")
    assert diptych("clean", path, "--out", tmp_path / "out", "--dry-run")[0] == 0
    assert diptych("run", path, "--out", tmp_path / "out", "--dry-run")[0] == 0
    assert not (tmp_path / "out").exists()


def test_neither_prefect_nor_a_translator_is_loaded_to_clean(article: Write, tmp_path: Path) -> None:
    code = (
        "import sys; from flows.cli import run_command; "
        f"run_command(['clean', {str(article('a.txt'))!r}, '--out', {str(tmp_path / 'out')!r}]); "
        "heavy = {'prefect', 'ctranslate2', 'pyarrow', 'torch', 'httpx', 'sqlalchemy'} & set(sys.modules); "
        "sys.exit(f'{heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def test_rules_show_what_they_take_from_a_folder(article: Write, diptych: Run) -> None:
    path = article("a.txt", FRENCH + MESSY)
    code, out, _ = diptych("rules", "test", path.parent, "--rule", "ad")
    assert code == 0
    assert f"{path}:4\tad.label\tPUBLICITÉ\t" in out.splitlines()
    code, _, err = diptych("rules", "test", "--rule", "adlabel")
    assert code == 2
    assert "ad.label" in err
    listed = diptych("rules", "list")[1].splitlines()
    assert any(line.startswith("ad.label\tremove\t") for line in listed)


def test_a_name_that_is_no_text_is_told_on_one_line(article: Write, diptych: Run, tmp_path: Path) -> None:
    article(os.fsdecode(b"caf\xe9\n.txt"), "")
    code, _, err = diptych("clean", tmp_path / "in", "--out", tmp_path / "out")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "caf\\udce9\\n.txt: is empty" in err
    assert diptych("clean", tmp_path / "in", "--out", tmp_path / "out", "--dry-run")[0] == 1
    code, _, err = diptych("run", tmp_path / "in" / os.fsdecode(b"caf\xe9\n.txt"), "--out", tmp_path / "out")
    assert (code, "name the folder" in err) == (2, True)


def test_a_dry_run_ends_as_the_run_would(article: Write, diptych: Run, tmp_path: Path) -> None:
    article("a.txt")
    for command in ("clean", "run"):
        out = ("--out", tmp_path / "out", "--dry-run")
        assert diptych(command, tmp_path / "in", *out)[0] == 0
        assert diptych(command, tmp_path / "in", tmp_path / "none.txt", *out)[0] == 1
        assert diptych(command, tmp_path / "none.txt", *out)[0] == 2


def test_a_full_disk_is_named_with_the_file(article: Write, tmp_path: Path) -> None:
    article("a.txt", FRENCH * 50)
    limit = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); from flows.cli import main; main()"
    )
    command = [sys.executable, "-c", limit, "clean", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{tmp_path / 'out' / 'a.txt'}: File too large" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_a_line_of_any_length_is_read_from_stdin_in_pieces(tmp_path: Path) -> None:
    """Each byte is copied a few times at most, however many pieces the line comes in."""
    read, write = os.pipe()
    line = b"a" * 3_000_000 + b"\nb\r\n\nc"
    script = (
        "import sys; from flows.text_commands import _lines_as_they_come\n"
        "print([len(line) for lines in _lines_as_they_come() for line in lines])"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdin=read, stdout=subprocess.PIPE) as process:
        os.close(read)
        with os.fdopen(write, "wb") as stream:
            stream.write(line)
        assert process.stdout is not None
        assert process.stdout.read().strip() == b"[3000000, 1, 0, 1]"


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_a_killed_process_costs_no_article(article: Write, tmp_path: Path) -> None:
    for number in range(150):
        article(f"{number:03}.txt", f"Le chat numéro {number} dort sur le mur.\n{FRENCH}")
    run = start_diptych("clean", tmp_path / "in", "--out", tmp_path / "out", "--jobs", "2")
    deadline = time.monotonic() + 120
    while not (workers := children_of(run.pid)):
        assert time.monotonic() < deadline and run.poll() is None, "no process to kill"
        time.sleep(0.01)
    os.kill(workers[0], signal.SIGKILL)
    out, err = run.communicate(timeout=300)
    assert (run.returncode, out) == (0, f"150 cleaned, 0 failed: {tmp_path / 'out'}\n".encode()), err
    assert len(list((tmp_path / "out").glob("*.txt"))) == 150
