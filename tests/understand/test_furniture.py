import pytest

from onrecord.understand.furniture import article_end

ARTICLE = "Holt opens the bridge\n\nAna Holt said on Monday that the bridge would open in June.\n"


@pytest.mark.parametrize(
    "furniture",
    [
        "Source link",
        "Source link\n\nLeave a Response",
        "Leave a Reply\n\nYour email address will not be published. Required fields are marked *",
        "Cancel reply\nSave my name, email, and website in this browser for the next time I"
        " comment.",
        "Comments (3)\n\nBo: I do not believe a single word of what she said there.",
        "12 comments",
        "Advertisement",
        "Share this:\nFacebook\nTwitter",
        "Related articles\nBridge to open late\nBridge opens",
        "Read more: The bridge that never was\n\nTags: bridges, Holt",
        "Sign up for our daily newsletter\n\nFollow us on Wherry",
        "All rights reserved by The Packet",
        "» SOURCE LINK «",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_furniture_at_the_end_is_cut_off(furniture: str, line_end: str) -> None:
    article = ARTICLE.replace("\n", line_end)
    assert article_end(article + furniture.replace("\n", line_end)) == len(article)


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "He left no source link behind him.",
        "Advertisement\n\n“We shall open it,” she said on the quay.",  # prose goes on
        "Read more: The bridge that never was\n\nThe council had asked for a report by the"
        " end of May.",
        "Comments\n\nThe council asked whether the bridge would hold in a storm.",
        "More from the council was expected on Tuesday, two officials said.",
        "See also what the council wrote to her in May about the two old ferries.",
        "Source link\n\n" + "The council had asked for a report. " * 5,  # a long line is prose
    ],
)
def test_prose_is_never_cut_off(rest: str) -> None:
    assert article_end(ARTICLE + rest) == len(ARTICLE + rest)


@pytest.mark.parametrize("text", ["", "\n\n", "Source link", "Comments\n"])
def test_a_text_is_never_cut_at_its_first_line(text: str) -> None:
    assert article_end(text) == len(text)


def test_only_the_last_lines_are_looked_at() -> None:
    text = "Holt\nSource link\n" + "Bridge\n" * 40
    assert article_end(text) == len(text)
