"""Where an article ends and the leftovers of its page begin.

Pasted text often carries its page's furniture at the end ("Source link", "Leave a Reply"). It stays
in `article.text`, but nothing is read out of it.
"""

import re

# Behind these no article goes on.
CLOSING = re.compile(
    r"\W*(?:source link|(?:leave|post|write|add) a (?:reply|response|comment)|cancel reply|"
    r"\d+ (?:comments?|responses?|replies)|comments? \(\d+\)|save my name\b.*|"
    r"your email address will not be published.*|all rights reserved.*)\W*",
    re.IGNORECASE,
)
# These stand between paragraphs, too: they end the article only if no prose comes behind them.
PASSING = re.compile(
    r"\W*(?:share this|related (?:articles?|posts?|stories|topics)|you (?:may|might) also like|"
    r"more (?:from|on) \S.*|sign up (?:for|to) .*newsletter.*|subscribe(?: now| to .*)?|"
    r"follow us(?: on .*)?|comments?|(?:read|see) (?:more|also).*|tags?:.*|advertisement|"
    r"click here .*|print this (?:article|page)|back to top|filed under:.*)\W*",
    re.IGNORECASE,
)
PROSE = re.compile(r"(?:\S+\s+){5}.*[.!?…][\"'”’)]*")  # a sentence of six words or more
LAST_LINES = 20  # furniture stands among the last lines that hold anything
LONGEST = 160  # characters: a longer line is prose


def article_end(text: str) -> int:
    """The offset at which the article proper ends: the first marker with no prose behind it."""
    end = len(text)
    lines = [match for match in re.finditer(r"[^\r\n]+", text) if not match.group().isspace()]
    prose = False
    for line in reversed(lines[1:][-LAST_LINES:]):
        words = line.group().strip()
        if len(words) > LONGEST:
            break
        if CLOSING.fullmatch(words):
            end = line.start()
        elif PROSE.fullmatch(words):
            prose = True
        elif not prose and PASSING.fullmatch(words):
            end = line.start()
    return end
