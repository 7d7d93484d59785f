"""Every command that the README shows is run, and prints what the README says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
README = (HERE / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PYTHON = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
LEFT_OUT = "[...]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, in which the README's commands run one after the other."""
    made = tmp_path_factory.mktemp("readme")
    shutil.copytree(HERE / "examples", made / "examples")
    return made


def printed(command: str, folder: Path) -> str:
    """What a command prints, on both streams."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}"
    return done.stdout


def matches(shown: str, output: str) -> bool:
    """Whether the output is as shown, `[...]` standing for lines left out."""
    parts = [re.escape(part.strip("\n")) for part in shown.split(LEFT_OUT)]
    return re.fullmatch(r"\n*" + r".*".join(parts) + r"\n*", output, re.DOTALL) is not None


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_a_command_prints_what_the_readme_shows(block: str, folder: Path) -> None:
    steps = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    assert steps
    for step in steps:
        command, _, shown = step.partition("\n")
        output = printed(command, folder)
        assert matches(shown, output), (
            f"{command} printed:\n{output}\nand the README shows:\n{shown}"
        )


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    assert PYTHON
    for code in PYTHON:
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_the_readme_shows_the_scoreboard_that_was_printed() -> None:
    board = (HERE / "bench" / "SCOREBOARD.md").read_text(encoding="utf-8")
    rows = [line for line in board.splitlines() if line.startswith("| statements | headline")]
    assert rows
    assert rows[0] in README
