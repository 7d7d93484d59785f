"""Inputs: each goes to its reader, in order; what cannot be read is one line in its place."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import article_of, files, read_articles
from onrecord.record import Article
from read.pages import html

ROW = '{"id": "%s", "text": "Okello said yes."}\n'
TEXT = "Okello said yes."


def sources(*inputs: str | Path) -> list[str]:
    """The source of each article, and of each error its first words."""
    return [
        os.path.basename(found.source or "") if isinstance(found, Article) else str(found)
        for found in read_articles([str(given) for given in inputs])
    ]


def line_about(given: str | Path) -> str:
    """The error line of an input."""
    [found] = read_articles([str(given)])
    assert isinstance(found, InputError), found
    return str(found)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes) -> str:
    """A file below the current folder, packed if its name says so; its path."""
    raw = content if isinstance(content, bytes) else content.encode()
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return name


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("a.txt", TEXT, 1),
        ("a.txt.gz", TEXT, 1),
        ("a", TEXT, 1),
        ("a.md", TEXT, 1),
        ("a.html", html(), 1),
        ("a.HTM", html(), 1),
        ("a.xhtml", '<?xml version="1.0"?>' + html(), 1),
        ("a.html.gz", html(), 1),
        ("a.php", html(), 1),
        ("a.txt", html(), 1),
        ("a", "\n<!-- saved -->\n<HTML>" + html(), 1),
        ("a.jsonl", ROW % 1 + ROW % 2, 2),
        ("a.ndjson", ROW % 1 + ROW % 2, 2),
        ("a.jsonl.gz", ROW % 1 + ROW % 2, 2),
        ("a.json", ROW % 1, 1),
        ("a.json", ROW % 1 + ROW % 2, 2),
        ("a.json", f"[{ROW % 1},{ROW % 2}]", 2),
        ("a.json", (ROW % 1).replace(",", ",\n"), 1),
        ("a.data", ROW % 1 + ROW % 2, 2),
        ("a.data", f"[{ROW % 1},{ROW % 2}]", 2),
        ("a.txt", ROW % 1 + ROW % 2, 1),
    ],
)
def test_each_file_goes_to_its_reader(name: str, content: str, ids: int) -> None:
    found = list(read_articles([write(name, content)]))
    assert all(isinstance(each, Article) for each in found), found
    assert len(found) == ids
    assert all(each.source == name for each in found if isinstance(each, Article))


def test_packed_bytes_are_unpacked_whatever_their_name() -> None:
    Path("a.txt").write_bytes(gzip.compress(TEXT.encode()))
    assert sources("a.txt") == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", b"", "the text is empty"),
        ("a.html", b"", "there is no article on this page"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "this is a binary file, not text"),
        ("a.png", b"\x7fELF\0\0", "this is a binary file, not text"),
        ("a.txt", b"%PDF-1.7\n", "this is a PDF file, not an article"),
        ("a.docx", b"PK\x03\x04", "this is an Office or ZIP file, not an article"),
        ("a.rtf", b"{\\rtf1 yes}", "this is an RTF file, not an article"),
        ("a.warc", b"WARC/1.0\r\n", "this is a web archive, not an article"),
        ("a.warc.gz", b"WARC/1.0\r\n", "this is a web archive, not an article"),
        ("feed.xml", b"<?xml version='1.0'?><rss></rss>", "this is an XML file, not an article"),
        ("a.jsonl", '{"text": "yes"}'.encode("utf-16"), "this is UTF-16, and JSON is UTF-8"),
        ("a.json", b"[1", "this is not JSON"),
        ("a.json", b"5", "this is not JSON"),
    ],
)
def test_a_file_that_holds_no_article_is_one_line(name: str, content: bytes, problem: str) -> None:
    if name == "a.json" and content == b"5":
        problem = "the row is a number, not an object"
    message = line_about(write(name, content))
    assert problem in message
    assert message.startswith(name)


def test_a_file_without_rows_is_one_line() -> None:
    for name, content in (
        ("a.jsonl", ""),
        ("a.jsonl.gz", ""),
        ("b.jsonl", "\n\n"),
        ("a.json", "[]"),
    ):
        message = line_about(write(name, content))
        assert message == f"{name}: there are no articles in it; give one article a line"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("no.txt", "no.txt: there is no such file; check the path"),
        ("no/such/a.txt", "no/such/a.txt: there is no such file; check the path"),
        ("", '"": there is no such file; check the path'),
        ("a\0b", "a b: this is no path; check the path"),
        ("\udc80\ud800", "this is no path; check the path"),
        ("a" * 5000, "it cannot be read (File name too long)"),
        ("*.none", "*.none: no file matches this pattern; check the pattern"),
        ("a\0/*", "no file matches this pattern"),
        ("[z-a]", "no file matches this pattern"),
    ],
)
def test_a_path_that_leads_nowhere_is_one_line(given: str, problem: str) -> None:
    message = line_about(given)
    assert problem in message
    assert message.isprintable()


def test_a_file_in_place_of_a_folder_is_one_line() -> None:
    write("a.txt", TEXT)
    assert "it cannot be read (Not a directory)" in line_about("a.txt/b.txt")


def test_what_may_not_be_read_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    write("a.txt", TEXT)
    monkeypatch.setattr(files, "open", refuse, raising=False)
    assert line_about("a.txt") == "a.txt: reading it is not permitted; change its permissions"


def test_a_run_goes_on_after_an_input_that_cannot_be_read() -> None:
    write("a.txt", TEXT)
    write("b.html", html())
    found = sources("a.txt", "no.txt", "b.html", "a.txt")
    assert found == ["a.txt", "no.txt: there is no such file; check the path", "b.html", "a.txt"]


def test_a_folder_is_read_in_the_order_of_its_names() -> None:
    for name in ("b.txt", "a.html", "10", "z/a.txt", "x/d.txt", "y/c.txt", "c.jsonl.gz", "é.txt"):
        write(f"news/{name}", html() if name == "a.html" else ROW % 1 if "json" in name else TEXT)
    inner = ["d.txt", "c.txt", "a.txt"]
    assert sources("news") == ["10", "a.html", "b.txt", "c.jsonl.gz", "é.txt", *inner]
    assert sources("news") == sources("news/")


def test_hidden_files_and_files_without_articles_are_left_out_of_a_folder() -> None:
    for name in (".a.txt", ".git/a.txt", "style.css", "app.js", "README.md", "table.csv"):
        write(f"news/{name}", TEXT)
    for name in ("a.png", "b", "c.pdf", "feed.xml", "d.gz"):
        write(f"news/{name}", b"\x89PNG\0" if name != "feed.xml" else b"<?xml version='1.0'?>")
    write("news/saved.php", html())
    write("news/wsj_0001", TEXT)
    write("news/APW19980807.0261", TEXT)
    assert sources("news") == ["APW19980807.0261", "saved.php", "wsj_0001"]


def test_a_bad_file_of_a_folder_is_one_line() -> None:
    write("news/a.txt", b"")
    write("news/b.txt", TEXT)
    assert sources("news") == [
        "news/a.txt: the text is empty; give the words of the article",
        "b.txt",
    ]


def test_a_folder_without_articles_is_one_line() -> None:
    Path("news/inner").mkdir(parents=True)
    write("news/a.png", b"\x89PNG\0")
    assert line_about("news") == (
        "news: there is no article file in this folder; give text, HTML or JSON Lines files"
    )


def test_a_pattern_stands_for_files_in_the_order_of_their_names() -> None:
    for name in ("b.txt", "a.txt", "c.html", ".d.txt", "e/f.txt"):
        write(name, html() if name.endswith("html") else TEXT)
    assert sources("*.txt") == ["a.txt", "b.txt"]
    assert sources("[bc].*") == ["b.txt", "c.html"]
    assert sources("*") == ["a.txt", "b.txt", "c.html", "f.txt"]
    assert sources("**/*.txt") == ["a.txt", "b.txt", "f.txt"]
    assert sources("**") == ["a.txt", "b.txt", "c.html", "f.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file() -> None:
    write("a [1].txt", TEXT)
    assert sources("a [1].txt") == ["a [1].txt"]


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT, 1),
        (html(), 1),
        (ROW % 1 + ROW % 2, 2),
        (f"[{ROW % 1}]", 1),
        ("\ufeff" + ROW % 1 + ROW % 2, 2),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_read_by_its_kind(
    monkeypatch: pytest.MonkeyPatch, content: str, ids: int, packed: bool
) -> None:
    raw = gzip.compress(content.encode()) if packed else content.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    found = list(read_articles(["-"]))
    assert len(found) == ids
    assert all(isinstance(each, Article) and each.source == "-" for each in found)


def test_empty_standard_input_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert line_about("-") == "-: the text is empty; give the words of the article"


def test_a_file_name_of_odd_bytes_can_be_written_to_a_record() -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        write(name, TEXT)
    except OSError:
        pytest.skip("this file system takes no such name")
    [found] = read_articles([name])
    assert isinstance(found, Article)
    assert found.source == "caf\ufffd.txt"


def test_a_date_for_the_run_is_checked_before_anything_is_read() -> None:
    for call in (
        lambda: read_articles([], published="soon"),
        lambda: article_of("a", published=""),
    ):
        with pytest.raises(InputError, match=r"--published: .* is not an ISO 8601 date"):
            call()
    [found] = read_articles([write("a.txt", TEXT)], published="2024-05-03")
    assert isinstance(found, Article)
    assert (found.published, found.published_from) == ("2024-05-03", "input")


def test_the_same_inputs_give_the_same_articles() -> None:
    inputs = [write("a.txt", TEXT), write("b.html", html()), write("c.jsonl", ROW % 1), "no"]
    first, second = ([repr(found) for found in read_articles(inputs)] for _ in range(2))
    assert first == second


def test_the_same_text_has_the_same_id_wherever_it_lies() -> None:
    first, second = read_articles([write("a.txt", TEXT), write("b/c.txt", TEXT)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == second.id


@settings(deadline=None)
@given(st.text())
def test_no_input_raises(given: str) -> None:
    if given in ("-", ".", "/") or "://" in given or os.path.isdir(given):
        return
    for found in read_articles([given]):
        assert isinstance(found, Article | InputError)


def test_importing_the_room_loads_no_library_for_pages_languages_or_connections() -> None:
    heavy = {"trafilatura", "htmldate", "lxml", "py3langid", "numpy", "urllib3", "http.client"}
    code = f"import sys, onrecord.read; print(sorted({heavy!r} & set(sys.modules)))"
    root = Path(files.__file__).parents[2]
    loaded = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert loaded.stdout.strip() == "[]", loaded.stderr
