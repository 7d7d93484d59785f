"""JSON Lines: a row is an article, or one line that says what is wrong with it."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import SkippedArticle, article_of, read_articles, rows
from onrecord.read.article import MAX_TEXT, Wishes
from onrecord.record import Article

ANY = Wishes(any_language=True)

# The first article of a run loads the language model.
patient = settings(deadline=None)

# Every character that UTF-8 can hold.
WHOLE = st.characters(exclude_categories=["Cs"])


def read(*lines: str | bytes, wishes: Wishes = ANY) -> list[Article | InputError]:
    """What the lines of a file give."""
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(rows.articles_in(io.BytesIO(raw), "news.jsonl", wishes))


def row(**fields: Any) -> str:
    """One line of JSON."""
    return json.dumps(fields)


def article(**fields: Any) -> Article:
    """The one article of one row."""
    [found] = read(row(**fields))
    assert isinstance(found, Article), found
    return found


def line_about(line: str | bytes, wishes: Wishes = ANY) -> str:
    """The error line of one row."""
    [error] = read(line, wishes=wishes)
    assert isinstance(error, InputError), error
    return str(error)


def test_a_row_keeps_what_it_gives() -> None:
    given = {
        "id": "a-1",
        "text": "Mara Okello said yes.\r\n",
        "title": "Yes",
        "published": "2024-05-03T18:30:00Z",
        "url": "https://example.org/yes",
        "outlet": "The Made-up Post",
        "authors": ["Ada Example", "Bo Sample"],
        "language": "en-GB",
    }
    expected = Article(**given, published_from="input", source="news.jsonl")  # type: ignore[arg-type]
    assert article(**given) == expected


def test_keys_that_an_article_lacks_are_passed_over() -> None:
    found = article(id="a", text="yes", source="a corpus", gold=[{"cue": [1, 2]}], schema=7)
    assert (found.id, found.source) == ("a", "news.jsonl")


def test_null_and_blank_fields_are_unknown() -> None:
    found = article(text="yes", title="", published=None, url=" ", authors=None, id=None)
    assert (found.title, found.published, found.published_from, found.url) == (None,) * 4
    assert found.authors == []


@pytest.mark.parametrize(("given", "kept"), [(7, "7"), (0, "0"), (1.5, "1.5"), ("a 7", "a 7")])
def test_an_id_is_kept_as_words(given: object, kept: str) -> None:
    assert article(id=given, text="yes").id == kept


def test_one_author_may_be_a_string() -> None:
    assert article(text="yes", authors="Ada Example").authors == ["Ada Example"]
    assert article(text="yes", authors=["Ada Example", None, ""]).authors == ["Ada Example"]


@patient
@given(st.text(WHOLE, min_size=1).filter(str.strip), st.booleans())
def test_a_text_comes_back_character_for_character(text: str, escaped: bool) -> None:
    [found] = read(json.dumps({"text": text}, ensure_ascii=escaped))
    assert isinstance(found, Article)
    assert found.text == text


@patient
@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    for found in read(raw):
        assert isinstance(found, Article | InputError)
        assert isinstance(found, Article) or "\n" not in str(found)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@patient
@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "title", "published", "url", "authors", "language"]), JSON
    )
    | JSON
)
def test_no_row_raises(value: object) -> None:
    for found in read(json.dumps(value)):
        assert isinstance(found, Article | InputError)
        if isinstance(found, Article):
            json.dumps(found.text, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"text": "yes"', "this is not JSON"),
        ("yes", "this is not JSON"),
        ("[1]", "the row is a list, not an object"),
        ('"yes"', "the row is a string, not an object"),
        ("null", "the row is null, not an object"),
        ("{}", 'the row has no "text"'),
        ('{"text": null}', 'the row has no "text"'),
        ('{"text": 5}', '"text" is a number, not a string'),
        ('{"text": ["yes"]}', '"text" is a list, not a string'),
        ('{"text": ""}', "the text is empty"),
        ('{"text": " \\r\\n\\t"}', "the text is empty"),
        ('{"text": "yes", "id": true}', '"id" is a boolean, not a string'),
        ('{"text": "yes", "title": 5}', '"title" is a number, not a string'),
        ('{"text": "yes", "url": {}}', '"url" is an object, not a string'),
        ('{"text": "yes", "published": 2024}', '"published" is a number, not a string'),
        ('{"text": "yes", "authors": 5}', '"authors" is neither'),
        ('{"text": "yes", "authors": [["Ada"]]}', '"authors" is neither'),
        ('{"text": "a\\ud83d b"}', '"text" has half a character (\\ud83d) at character 1'),
        ('{"text": "yes", "title": "\\udc00"}', '"title" has half a character'),
        ('{"text": "yes", "id": "\\udc00"}', '"id" has half a character'),
        ('{"text": "yes", "authors": "\\udc00"}', '"authors" has half a character'),
        (b'{"text": "caf\xe9"}', "the row is not UTF-8 at byte 13"),
        ("[" * 100_000, "this JSON goes too deep"),
        ('{"text": ' + "9" * 5000 + "}", "this JSON goes too deep"),
    ],
)
def test_a_bad_row_is_one_line_with_its_place(line: str | bytes, problem: str) -> None:
    message = line_about(line)
    assert message.startswith(f"news.jsonl:1: {problem}")
    assert "; " in message


@pytest.mark.parametrize(
    "date", ["yesterday", "2024", "2024-05", "2024-02-30", "20240503", "2024-W18-5", "3 May 2024",
             "2024-05-03T25:00", "2024-05-03x10:00", "٢٠٢٤-٠٥-٠٣", "2024-05-03 or so"],
)  # fmt: skip
def test_a_date_that_is_not_iso_8601_is_an_error(date: str) -> None:
    message = line_about(row(text="yes", published=date))
    assert f'"published" is not an ISO 8601 date: "{date}"; write 2024-05-03, or null' in message


@pytest.mark.parametrize(
    "date",
    ["2024-05-03", "2024-05-03T18:30", "2024-05-03T18:30:00+02:00", "2024-05-03 18:30:00.5Z"],
)
def test_an_iso_8601_date_is_kept_as_written(date: str) -> None:
    found = article(text="yes", published=date)
    assert (found.published, found.published_from) == (date, "input")


def test_the_date_of_the_run_fills_in_where_a_row_has_none() -> None:
    wishes = Wishes(published="2024-05-03", any_language=True)
    first, second = read(row(text="a", published="2023-01-01"), row(text="b"), wishes=wishes)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.published, second.published) == ("2023-01-01", "2024-05-03")
    assert second.published_from == "input"


def test_good_rows_are_read_around_bad_ones() -> None:
    found = read(row(id="a", text="yes"), "", "{", row(id="b", text="no"), "  ")
    assert [getattr(each, "id", str(each)[:12]) for each in found] == ["a", "news.jsonl:3", "b"]


def test_line_ends_inside_a_string_do_not_end_a_row() -> None:
    [found] = read('{"text": "a\u2028b\u0085c\td"}\r')
    assert isinstance(found, Article)
    assert found.text == "a\u2028b\u0085c\td"


def test_odd_characters_are_kept() -> None:
    assert article(text="\ufeffa\0b\x1b[31m\u202e🕊️").text == "\ufeffa\0b\x1b[31m\u202e🕊️"


def test_a_byte_order_mark_before_the_first_row_is_dropped() -> None:
    [found] = read(b'\xef\xbb\xbf{"text": "yes"}')
    assert isinstance(found, Article)


def test_a_copy_of_a_row_is_read_once() -> None:
    assert len(read(row(id=1, text="yes"), row(id="1", text="yes"))) == 1
    assert len(read(row(text="yes"), row(text="yes"))) == 1


def test_one_id_for_two_texts_is_an_error() -> None:
    first, second, third = read(*(row(id="a", text=text) for text in ("yes", "no", "no")))
    assert isinstance(first, Article)
    assert str(second).startswith('news.jsonl:2: the id "a" stands above with another text')
    assert isinstance(third, InputError)


def test_a_missing_id_follows_the_content() -> None:
    same = article(text="yes").id
    assert len(same) == 16
    assert article(text="yes", title="Another title").id == same
    others = [{"url": "https://example.org/a"}, {"outlet": "Post"}, {"published": "2024-05-03"}]
    ids = {article(text="yes", **other).id for other in others} | {same, article(text="no").id}
    assert len(ids) == 5


def test_a_text_that_is_too_long_is_an_error() -> None:
    longest = article(text="a" * MAX_TEXT)
    assert len(longest.text) == MAX_TEXT
    assert "the text has 1000001 characters" in line_about(row(text="a" * (MAX_TEXT + 1)))


def test_a_line_that_is_too_long_is_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_ROW", 40)
    long, short = "x" * 1000, row(text="yes")
    first, second, third, fourth = read(short, long, row(text="no"), "y" * 39 + "\n" + long)[:4]
    assert isinstance(first, Article)
    assert str(second).startswith("news.jsonl:2: the row exceeds 40 bytes")
    assert isinstance(third, Article)
    assert str(fourth).startswith("news.jsonl:4: this is not JSON")


def test_a_row_in_another_language_is_skipped_with_its_language() -> None:
    german = row(id="a", text="Die Ministerin sagte am Dienstag, der Vertrag gelte weiter.")
    french = row(id="b", text="Yes, she said.", language="fr")
    first, second = read(german, french, wishes=Wishes())
    assert isinstance(first, SkippedArticle)
    assert first.article.language == "de"
    assert str(first).startswith("news.jsonl:1: the article is in German (de), not English; pass ")
    assert isinstance(second, SkippedArticle)
    assert second.article.id == "b"
    assert all(isinstance(found, Article) for found in read(german, french))


def test_a_row_that_calls_itself_english_is_read() -> None:
    text = "Die Ministerin sagte am Dienstag, der Vertrag gelte weiter."
    for language in ("en", "EN", "en-US", "en_GB", "eng", "English"):
        [found] = read(row(text=text, language=language), wishes=Wishes())
        assert isinstance(found, Article)
        assert found.language == language


def test_a_gzip_file_that_breaks_off_gives_its_rows_and_one_line(tmp_path: Path) -> None:
    lines = "\n".join(row(id=n, text=f"yes {n} {n**9}") for n in range(2000))
    packed = gzip.compress(lines.encode())
    path = tmp_path / "news.jsonl.gz"
    for damaged, problem in (
        (packed[: len(packed) // 2], "the gzip file breaks off here"),
        (packed[:2000] + b"\0" * 50 + packed[2050:], "the gzip file is damaged here"),
        (b"no gzip", "the gzip file is damaged here"),
    ):
        path.write_bytes(damaged)
        *found, last = read_articles([str(path)], any_language=True)
        assert all(isinstance(each, Article | InputError) for each in found)
        assert str(last).startswith(f"{path}: {problem}")
    path.write_bytes(packed)
    assert len(list(read_articles([str(path)], any_language=True))) == 2000


def test_a_text_at_hand_is_an_article_without_a_source() -> None:
    found = article_of("Mara Okello said yes.\r\n", published="2024-05-03")
    assert isinstance(found, Article)
    assert (found.text, found.source) == ("Mara Okello said yes.\r\n", None)
    assert found.published == "2024-05-03"
    assert str(article_of(" ")) == "the text: the text is empty; give the words of the article"
