"""HTML pages: the article's own words and what the page says of itself, or one line."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import SkippedArticle, page, read_articles
from onrecord.record import Article
from read.pages import BODY, FIRST, html, line_about, outcome, paragraphs, read


def test_a_page_gives_its_paragraphs_and_not_its_furniture() -> None:
    found = paragraphs(html())
    assert [words[:20] for words in found] == [
        "Mara Okello, the har",
        '"Nobody will be turn',
        "The islands have not",
    ]
    assert found[0].startswith(FIRST)


def test_a_page_gives_what_it_says_of_itself() -> None:
    head = """<link rel="canonical" href="https://example.org/pact">
    <meta property="og:site_name" content="The Made-up Post">
    <meta name="author" content="Ada Example">"""
    found = read(html(head=head))
    assert found.title == "Pact holds, minister says"
    assert (found.url, found.outlet) == ("https://example.org/pact", "The Made-up Post")
    assert (found.authors, found.language, found.source) == (["Ada Example"], "en", "a.html")


def test_an_outlet_that_is_an_address_is_its_host() -> None:
    head = '<meta property="og:site_name" content="https://news.example.org/">'
    assert read(html(head=head)).outlet == "news.example.org"


def test_the_address_of_a_page_is_the_one_that_sent_it_unless_it_names_another() -> None:
    assert read(html()).url is None
    assert read(html(), url="https://example.org/a").url == "https://example.org/a"
    head = '<link rel="canonical" href="javascript:alert(1)">'
    assert read(html(head=head), url="https://example.org/a").url == "https://example.org/a"


def test_the_same_page_gives_the_same_article() -> None:
    assert read(html()) == read(html())
    assert len(read(html()).id) == 16
    assert read(html()).id != read(html(BODY.replace("Tuesday", "Monday"))).id


def test_an_article_of_one_sentence_is_an_article() -> None:
    assert paragraphs(html("<p>Okello said it holds.</p>")) == ["Okello said it holds."]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-8-sig", "windows-1252", "iso-8859-15", "windows-1251"]
)
def test_the_encoding_of_a_page_is_found(encoding: str) -> None:
    body = BODY.replace(
        "Port Example", "Пример" if encoding == "windows-1251" else "Café Françoise"
    )
    markup = html(body).replace('charset="utf-8"', f'charset="{encoding}"')
    words = read(markup.encode(encoding)).text
    assert ("Пример" if encoding == "windows-1251" else "in Café Françoise, where") in words


@pytest.mark.parametrize(
    "markup",
    [
        "",
        " ",
        "<html></html>",
        "<html><body></body></html>",
        "<html><body><script>alert('He said it holds.')</script></body></html>",
        "<html><body><nav><a href='/'>Home</a> <a href='/b'>Contact us</a></nav></body></html>",
        "<html><body><h1>Page not found</h1></body></html>",
        "<html><head><title>Pact holds</title></head><frameset></frameset></html>",
        "<!doctype html>",
        "\0\0\0",
    ],
)
def test_a_page_without_an_article_is_one_line(markup: str) -> None:
    assert line_about(markup) == (
        "a.html: there is no article on this page; give the page of an article"
    )


def test_a_page_that_is_too_large_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MAX_PAGE", 500)
    assert line_about(html()).startswith("a.html: the page exceeds 500 bytes")


def test_a_page_of_too_many_elements_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MAX_ELEMENTS", 10)
    assert line_about(html()).startswith("a.html: the page has more than 10 elements; ")


def test_what_an_extractor_cannot_take_apart_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(page, "extracted", fail)
    assert line_about(html()).startswith("a.html: the page cannot be taken apart (RecursionError)")


HOSTILE = [
    html("<p>" + "<b>" * 3000 + "Okello said it holds. " * 30),
    html("<div>" * 3000 + BODY),
    html("<table>" * 200 + BODY),
    html(f"<blockquote class='twitter-tweet'>{BODY}" * 3),
    html(BODY + "<p><span><a><img>x</a></span>" * 50),
    html(BODY.replace("Okello", "\x1b[31m\u202eOkello\0")),
    html(BODY, attributes='lang="' + "x" * 100_000 + '"'),
    html(
        BODY, '<script type="application/ld+json">{"datePublished": ' + "9" * 10_000 + "}</script>"
    ),
    html(BODY, '<base href="//["><link rel="canonical" href="http://[">'),
    html("&#xd800;&#x110000;&#0;" + BODY),
    html("<!-- " + BODY),
    "<html" + "<" * 10_000 + BODY,
    "<?xml version='1.0' encoding='utf-16'?>" + html(),
]


@pytest.mark.parametrize("markup", HOSTILE)
def test_hostile_markup_is_an_article_or_one_line(markup: str) -> None:
    found = outcome(markup)
    if isinstance(found, Article):
        assert "script" not in found.text
        assert found.text.encode()
    assert isinstance(found, Article) or str(found).isprintable()


def test_scripts_comments_and_styles_are_no_words() -> None:
    body = BODY.replace(
        "that the pact", "<script>steal()</script><!-- hidden --><style>p{}</style>that the pact"
    )
    assert paragraphs(html(body)) == paragraphs(html())


def test_markup_in_the_words_stays_words() -> None:
    body = BODY.replace("Bo Sample", "Bo &lt;script&gt;Sample&lt;/script&gt;")
    assert "Bo <script>Sample</script>" in read(html(body)).text


PIECES = [
    *("<p>", "</p>", "<br>", "<table>", "<td>", "<div class=a>", "</div>", "<article>", "<nav>"),
    *("<h1>", "<span>", "<a>", "<img>", "<blockquote class=twitter-tweet>", "&#55296;", "\0", "x "),
    "Okello said it holds, and it will. " * 5,
]


@settings(deadline=None, max_examples=50)
@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_markup_raises(body: str) -> None:
    for markup in (body, html(body), html(BODY + body)):
        found = outcome(markup)
        assert isinstance(found, InputError) or found.text == found.text.strip()


@settings(deadline=None, max_examples=50)
@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    for markup in (raw, html("%").encode().replace(b"%", raw)):
        assert isinstance(outcome(markup), Article | InputError)


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Harbour opens again",
        "RELATED STORY: Harbour opens again",
        "Also read: Harbour opens again",
        "Sign up for our newsletter to hear of harbours.",
        "Follow Ada Example on Twitter @adaexample.",
        "Get the best of the harbour in your inbox.",
        "Copyright 2024 The Made-up Post. All rights reserved.",
        "Advertisement",
    ],
)
def test_a_line_that_leads_away_is_dropped(line: str) -> None:
    assert paragraphs(html(f"{BODY}<p>{line}</p>{BODY.replace('Tuesday', 'Monday')}")) == [
        *paragraphs(html()),
        *paragraphs(html(BODY.replace("Tuesday", "Monday"))),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright reform was passed on Tuesday, the ministry said.",
        '"Follow me on Twitter," she told the crowd.',
        "“Sign up today,” Okello said.",
        "Watch officers said the ship had left.",
        "Related companies were fined, the court said.",
        "More on the island died than in the port, she said: forty.",
    ],
)
def test_a_sentence_that_starts_like_one_is_kept(line: str) -> None:
    assert line in paragraphs(html(f"{BODY}<p>{line}</p>{BODY}"))


def test_the_title_and_what_stands_above_it_are_no_part_of_the_text() -> None:
    for above in ("", "<p>World</p>", "<p>Pact holds, minister says</p>", "<p>May 3, 2024</p>"):
        body = html(f"{above}<h2>Pact holds, minister says</h2>{BODY}")
        assert paragraphs(body)[0].startswith(FIRST)


def test_a_page_in_another_language_is_skipped_with_its_language(tmp_path: Path) -> None:
    body = "<p>Die Ministerin sagte am Dienstag, dass der Vertrag mit den Inseln weiter gilt.</p>"
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(html(body * 5).encode()))
    [found] = read_articles([str(path)])
    assert isinstance(found, SkippedArticle)
    assert (found.article.language, found.article.source) == ("de", str(path))
    [read_anyway] = read_articles([str(path)], any_language=True)
    assert read_anyway == found.article


def test_english_words_count_more_than_what_the_page_calls_its_language() -> None:
    assert read(html(attributes='lang="de"')).language == "en"
