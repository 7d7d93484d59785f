"""Plain text: kept as it is, or one line that says why not."""

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import charset, read_articles, text
from onrecord.read.article import Wishes
from onrecord.record import Article

WISHES = Wishes(any_language=True)


def read(raw: bytes | str) -> Article:
    """The article of a text file."""
    raw = raw if isinstance(raw, bytes) else raw.encode()
    [found] = text.articles_in(raw, "a.txt", WISHES)
    return found


def line_about(raw: bytes) -> str:
    """The error line of a text file."""
    with pytest.raises(InputError) as caught:
        list(text.articles_in(raw, "a.txt", WISHES))
    return str(caught.value)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1)
    .filter(str.strip)
)  # fmt: skip
def test_a_text_comes_back_character_for_character(words: str) -> None:
    assert read(words).text == words


@settings(deadline=None)
@given(st.binary(), st.none() | st.text() | st.sampled_from(sorted(charset.BROWSER_NAMES)))
def test_any_bytes_give_characters_or_one_line(raw: bytes, named: str | None) -> None:
    with suppress(InputError):
        assert read(raw).text.encode()
    with suppress(InputError):
        assert charset.markup_of(raw, "a.html", named).encode() is not None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_line_ends_are_kept(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"Okello said yes.{ending}Sample said no.{ending}".encode())
    [found] = read_articles([str(path)], any_language=True)
    assert isinstance(found, Article)
    assert found.text == f"Okello said yes.{ending}Sample said no.{ending}"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_no_character(
    mark: bytes, encoding: str
) -> None:
    words = "“Café,” she said. 🕊️"
    assert read(mark + words.encode(encoding)).text == words


@pytest.mark.parametrize(
    "words",
    [
        "“It holds,” Okello said – “and it’ll last.”",
        "The café’s owner, Zoë Façade, paid €5… or £4.",
        "Ángel Núñez asked: ¿Qué? The temperature was 20°C in São Tomé.",
        "Her fiancé”—she laughed—“left”",
        "ÉTAT D’URGENCE À L’ÎLE",
    ],
)
def test_western_text_of_old_programs_is_read(words: str) -> None:
    raw = words.encode("windows-1252")
    assert read(raw).text == words


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("“It holds,” she said. “It will last.”", "mac-roman"),
        ("“It holds,” she said.", "mac-roman"),
        ("Президент сказал, что договор действует.", "windows-1251"),
        ("Президент сказал, что договор действует.", "koi8-r"),
        ("Ο πρόεδρος είπε ότι ισχύει.", "iso-8859-7"),
        ("大統領は条約が有効だと述べた。", "shift_jis"),
        ("总统说条约有效。", "gb18030"),
        ("The Łódź głos said źródło.", "windows-1250"),
        ("She paid at the café, señor.", "cp437"),
    ],
)
def test_another_encoding_is_one_line_and_no_wrong_letters(words: str, encoding: str) -> None:
    message = line_about(words.encode(encoding))
    assert message == (
        "a.txt: the encoding of the text is neither UTF-8 nor Windows-1252; save it as UTF-8"
    )


def test_mixed_encodings_are_one_line() -> None:
    for one, other in (("“yes”", "café"), ("naïve", "“no”")):
        raw = one.encode() + b" " + other.encode("windows-1252")
        assert "the text mixes UTF-8 with another encoding" in line_about(raw)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "the text is empty"),
        (b"\xef\xbb\xbf", "the text is empty"),
        (b" \r\n\t\n", "the text is empty"),
        (b"Okello said\0yes", "this is a binary file, not text"),
        ("Okello said yes".encode("utf-16-le"), "this is a binary file, not text"),
        (b"\xff\xfea\0b", "the text starts as utf-16-le, but is broken at byte 4"),
        (b"\xff\xfe\x00\xd8\x61\x00", "the text starts as utf-16-le, but is broken at byte 2"),
    ],
)
def test_what_is_no_text_is_one_line(raw: bytes, problem: str) -> None:
    assert line_about(raw).startswith(f"a.txt: {problem}; ")


def test_a_file_that_is_too_long_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_BYTES", 10)
    assert line_about(b"a" * 11).startswith("a.txt: the file exceeds 10 bytes")
    assert read("a" * 10).text == "a" * 10


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Ministers agree on a pact\n\nIt holds, they said.", "Ministers agree on a pact"),
        ("Ministers agree on a pact\r\n\r\nIt holds.", "Ministers agree on a pact"),
        ("\n Will it last? \n \nIt holds.", "Will it last?"),
        ("“It holds”\n\nThat is what she said.", "“It holds”"),
        ("Ministers agree on a pact\nIt holds, they said.", None),
        ("Ministers agree on a pact", None),
        ("Ministers agree on a pact\n\n", None),
        ("Ministers agreed on a pact.\n\nIt holds.", None),
        ("NOWHERE, May 3 (Post) -\n\nIt holds.", None),
        ("By Ada Example\n\nIt holds.", None),
        ("12 345\n\nIt holds.", None),
        ("word " * 40 + "\n\nIt holds.", None),
    ],
)
def test_a_first_line_that_stands_alone_is_the_title(words: str, title: str | None) -> None:
    found = read(words)
    assert (found.title, found.text) == (title, words)


@pytest.mark.parametrize(
    ("raw", "named", "words"),
    [
        ("“Café”".encode(), "iso-8859-1", "“Café”"),
        ("“Café”".encode("windows-1252"), "iso-8859-1", "“Café”"),
        ("“Café”".encode("windows-1252"), "utf-8", "“Café”"),
        ("“Café”".encode("windows-1252"), None, "“Café”"),
        ("договор действует".encode("windows-1251"), "windows-1251", "договор действует"),
        ("条約が有効".encode("shift_jis"), "Shift_JIS", "条約が有効"),
        ("条約が有効".encode("iso2022_jp"), "iso-2022-jp", "条約が有効"),
        ("总统说条约有效".encode("gb18030"), "gb2312", "总统说条约有效"),
        ("“Café”".encode("utf-16"), None, "“Café”"),
        ("“Café”, “¿Qué?”, “Sí”".encode() + b"\xe2", "utf-8", "“Café”, “¿Qué?”, “Sí”\ufffd"),
        ("“Café”".encode(), "rot13", "“Café”"),
        ("“Café”".encode(), "no-such-name", "“Café”"),
        (b"\\u0041 caf\xe9s", "unicode_escape", "\\u0041 cafés"),
        (b"it holds", "idna", "it holds"),
    ],
)
def test_the_encoding_of_a_page_is_what_its_bytes_allow(
    raw: bytes, named: str | None, words: str
) -> None:
    assert charset.markup_of(raw, "a.html", named) == words
    meta = f'<meta content="text/html; charset={named}">'.encode()
    if not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert charset.markup_of(meta + raw, "a.html").endswith(words)
