"""Imports go one way: every room sees what comes before it, and no other."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "onrecord"
EVERY = {"record", "errors"}
SEES = {
    "record": set(),
    "errors": set(),
    "read": EVERY,
    "understand": EVERY,
    "models": EVERY | {"understand"},
    "pipeline": EVERY | {"read", "understand", "models"},
    "keep": EVERY,
    "answer": EVERY | {"keep"},
    "show": EVERY | {"keep", "answer"},
    "cli": EVERY | {"read", "models", "pipeline", "keep", "answer", "show"},
}
# What one room alone may import from outside.
ALONE = {
    "onnxruntime": {"models"},
    "tokenizers": {"models"},
    "sqlite3": {"keep"},
    "trafilatura": {"read"},
    "htmldate": {"read"},
    "py3langid": {"read"},
    "rich": {"show", "cli"},
    "pyarrow": {"show"},
    "typer": {"cli"},
    "torch": set(),
}
# A stage is a function of its arguments alone.
PURE = {
    "os",
    "io",
    "pathlib",
    "time",
    "datetime",
    "random",
    "socket",
    "subprocess",
    "sys",
    "logging",
}


def imports(file: Path) -> list[str]:
    """Every module that a file imports, in full, those inside functions too."""
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{name.name}" for name in node.names]
    return found


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


FILES = [file for file in sorted(PACKAGE.rglob("*.py")) if file != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_room_sees_only_what_comes_before_it(file: Path) -> None:
    room = room_of(file)
    for module in imports(file):
        parts = module.split(".")
        if parts[0] == "onrecord" and len(parts) > 1 and parts[1] != "__version__":
            assert parts[1] in SEES[room] | {room}, f"{room} imports {module}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_library_is_imported_in_its_room_alone(file: Path) -> None:
    for module in imports(file):
        top = module.split(".")[0]
        assert room_of(file) in ALONE.get(top, {room_of(file)}), f"{file} imports {module}"
        if top in ("socket", "urllib3", "http") or module.startswith("urllib.request"):
            assert file.name == "web.py", f"{file} may open connections through {module}"


def test_the_stages_reach_nothing_outside() -> None:
    for file in (PACKAGE / "understand").rglob("*.py"):
        assert not PURE & {module.split(".")[0] for module in imports(file)}, file
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"open", "print", "input"}, file


def test_every_room_is_in_the_table() -> None:
    assert {room_of(file) for file in FILES} == set(SEES)
    assert "onrecord" not in sys.stdlib_module_names
