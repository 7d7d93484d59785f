"""A page of a made-up outlet, and what reading it gives."""

import pytest

from onrecord.errors import InputError
from onrecord.read import page
from onrecord.read.article import Wishes
from onrecord.record import Article

WISHES = Wishes()

BODY = """
<p>Mara Okello, the harbour minister of Lowland, said on Tuesday that the pact with the islands
holds, and that ships may enter the strait from Friday.</p>
<p>"Nobody will be turned away," she told reporters in Port Example, where the talks ended late in
the evening after three days.</p>
<p>The islands have not answered yet, and their envoy, Bo Sample, left without a word to the people
who waited at the gate.</p>
"""

FIRST = (
    "Mara Okello, the harbour minister of Lowland, said on Tuesday that the pact with the islands"
)


def html(body: str = BODY, head: str = "", attributes: str = 'lang="en"') -> str:
    """A page of a made-up outlet around a body."""
    return f"""<!doctype html><html {attributes}><head><meta charset="utf-8">
    <title>Pact holds, minister says | The Made-up Post</title>{head}</head><body>
    <nav><a href="/">Home</a> <a href="/world">World</a></nav>
    <article><h1>Pact holds, minister says</h1>{body}</article>
    <footer><a href="/imprint">Imprint</a> All rights reserved.</footer></body></html>"""


def read(markup: str | bytes, wishes: Wishes = WISHES, url: str | None = None) -> Article:
    """The article of a page."""
    raw = markup if isinstance(markup, bytes) else markup.encode()
    [found] = page.articles_in(raw, "a.html", wishes, url)
    return found


def line_about(markup: str | bytes) -> str:
    """The error line of a page."""
    with pytest.raises(InputError) as caught:
        read(markup)
    return str(caught.value)


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of the article, on one line each."""
    return read(markup).text.split("\n\n")


def outcome(markup: str | bytes) -> Article | InputError:
    """The article of a page in any language, or the error."""
    try:
        return read(markup, Wishes(any_language=True))
    except InputError as error:
        return error
