"""Layouts that hide words of an article, or mix others in."""

from lxml.html import fromstring  # type: ignore[import-untyped]

from onrecord.read.tree import join_columns
from read.pages import BODY, FIRST, html, paragraphs, read


def test_columns_between_advertisements_are_one_article() -> None:
    column = '<div class="grid"><div class="article-body">%s</div><aside>Buy a boat</aside></div>'
    parts = [BODY.replace("Tuesday", day) for day in ("Monday", "Tuesday", "Friday")]
    found = paragraphs(html("<div>" + "".join(column % part for part in parts) + "</div>"))
    assert [words for words in found if "Buy" not in words] == [
        words for part in parts for words in paragraphs(html(part))
    ]


def test_articles_one_below_the_other_are_not_joined() -> None:
    post = f'<div class="post"><h2>News</h2><div class="text">{BODY}</div></div>'
    comment = f'<ul><li class="comment"><div class="text">{BODY}</div></li></ul>'
    for several in (post * 3, comment * 3):
        found = fromstring(f"<html><body><main>{several}</main></body></html>")
        join_columns(found)
        assert len(found.find_class("text")) == 3


def test_posts_that_an_article_quotes_are_kept() -> None:
    post = """<div class="social-embed"><div class="embed-inner"><blockquote class="twitter-tweet">
    <p>The strait is open to every ship that asks us first.</p>&mdash; Mara Okello (@okello)
    <a href="https://example.org/1">May 3, 2024</a></blockquote></div></div>"""
    words = read(html(BODY + post + BODY.replace("Tuesday", "Monday"))).text
    assert "The strait is open to every ship that asks us first." in words
    assert "Mara Okello (@okello)" in words


def test_a_table_that_arranges_the_page_keeps_its_lines() -> None:
    cell = (BODY + BODY.replace("Tuesday", "Monday")).replace("<p>", "").replace("</p>", "<br><br>")
    found = paragraphs(f"""<html><head><title>Pact holds</title></head><body><table><tr>
    <td>Menu</td><td>{cell}</td></tr></table></body></html>""")
    assert any(words.startswith(FIRST) for words in found)
    assert any(words.startswith("The islands have not answered") for words in found)


def test_a_card_that_unfolds_over_a_name_is_dropped() -> None:
    card = """<span class="hover"><span><img src="o.jpg"><a href="/o">Mara Okello</a>
    <a href="/1">Okello opens a bridge</a></span></span>"""
    body = BODY.replace("Mara Okello,", f'<a href="/o">Mara Okello</a>{card},')
    assert paragraphs(html(body)) == paragraphs(html())
