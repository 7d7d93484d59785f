"""The date of a page: what the page marks as one, with the rule that gave it, or none."""

import pytest

from onrecord.read.article import Wishes
from read.pages import BODY, html, read

JSON_LD = '<script type="application/ld+json">%s</script>'
OWN = '{"@type": "NewsArticle", "datePublished": "%s"}'
GRAPH = '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, ' + OWN + "]}"
KINDS = '[{"@type": ["Thing", "ReportageNewsArticle"], "datePublished": "%s"}]'


@pytest.mark.parametrize(
    ("head", "body", "published", "rule"),
    [
        (JSON_LD % OWN % "2024-05-03T18:30:00+02:00", "", "2024-05-03T18:30:00+02:00", "json-ld"),
        (JSON_LD % OWN % "2024-05-03 18:30:00", "", "2024-05-03T18:30:00", "json-ld"),
        (JSON_LD % OWN % "3 May 2024 07:09 GMT", "", "2024-05-03", "json-ld"),
        (JSON_LD % GRAPH % "2024-05-03", "", "2024-05-03", "json-ld"),
        (JSON_LD % KINDS % "2024-05-03", "", "2024-05-03", "json-ld"),
        (JSON_LD % '{"@type": "WebPage", "datePublished": "2024-05-03"}', "", "2024-05-03",
         "json-ld"),
        ('<link rel="canonical" href="https://example.org/2024/05/03/pact">', "", "2024-05-03",
         "url"),
        ('<meta property="article:published_time" content="2024-05-03T18:30:00Z">', "",
         "2024-05-03", "meta"),
        ("", '<time datetime="2024-05-03T18:30">3 May</time>', "2024-05-03", "htmldate"),
        ("", '<span class="publish-date">May 3, 2024</span>', "2024-05-03", "htmldate"),
    ],
)  # fmt: skip
def test_a_date_keeps_the_rule_that_gave_it(
    head: str, body: str, published: str, rule: str
) -> None:
    found = read(html(body + BODY, head), Wishes(published="2001-01-01"))
    assert (found.published, found.published_from) == (published, rule)


@pytest.mark.parametrize(
    "head",
    [
        "",
        JSON_LD % OWN % "0001-01-01T00:00:00Z",
        JSON_LD % OWN % "soon",
        JSON_LD % OWN % "\\u0000\\ud800 2024-05-03",
        JSON_LD % '{"@type": "NewsArticle", "datePublished": 2024}',
        JSON_LD % '{"@type": "NewsArticle", "datePublished": "2024',
        JSON_LD % ("[" * 5000),
        JSON_LD % '{"@type": "VideoObject", "datePublished": "2024-05-03"}',
        JSON_LD % '{"@type": "ItemList", "itemListElement": [%s]}' % OWN % "2024-05-03",
    ],
)
def test_a_page_without_a_date_of_its_own_has_none(head: str) -> None:
    body = BODY + "<p>It was signed on 3 March 1999, and again on 2011-04-05.</p><p>© 2019</p>"
    assert read(html(body, head)).published is None
    found = read(html(body, head), Wishes(published="2024-05-03"))
    assert (found.published, found.published_from) == ("2024-05-03", "input")
