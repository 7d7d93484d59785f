"""Whether what a time belongs to lies before or after the article: the verbs around it tell.

"The council met Friday" looks back, "the council will meet Friday" ahead. The nearest verb in front
of the time decides, else the nearest behind it.
"""

from __future__ import annotations

import re
from typing import Literal

from onrecord.record import Span

NEAR = 100
Direction = Literal["past", "future", "unknown"]
FIRM = (
    r"had\sbeen\s(?:due|scheduled|expected|slated|planned|supposed|set)\s(?:to|for)\b"
    r"|could(?:n['’]t|\snot)?\sbe\s(?:reached|located|contacted)"
)
AHEAD = (
    r"(?:will|would|to|must|should|could|may|might)\s(?:\w+\s)?be\s\w+|will|would|shall|"
    r"won['’]?t|['’]ll|(?:plan(?:s|ned|ning)?|expect(?:s|ed|ing)?|schedul(?:ed|es|ing)|slated)\b|"
    r"(?:intend|due|prepar|agree|promis|vow|hop|aim|want|need|going|ready|urg|ask|call|propos|seek|"
    r"pledg|decid)\w*\sto\b|(?:is|are|was|were|be)\s(?:due|set|to)\b|payable|could|may|might|must|"
    r"should|maturing|matures?|expires?|due|upcoming|effective|begins?|starts?|opens?|deadline"
)
PARTICIPLE = r"(?!united|hundred|indeed|need|speed|exceed|proceed|succeed|feed|seed|breed|sacred)"
BACK = (
    r"was|were|had|did|said|told|met|went|came|saw|took|gave|made|began|fell|rose|held|left|won|"
    r"lost|kept|sent|brought|found|got|became|grew|led|spoke|wrote|broke|sold|bought|paid|ran|"
    r"shot|tore|wore|drove|rode|spent|set\soff|put|cut|slept|felt|chose|beat|bore|swore|woke|"
    r"froze|stole|threw|caught|taught|hid|dealt|meant|lay|shook|swept|burst|struck|"
    r"hit|died|fled|knew|thought|built|stood|heard|sank|flew|drew|sought|fought|"
    rf"has|have|{PARTICIPLE}[a-z]{{2,}}ed|since"
)
VERB = re.compile(rf"\b(?:(?P<firm>{FIRM})|(?P<future>{AHEAD})|(?P<past>{BACK}))\b")


def direction_at(text: str, span: Span, bounds: Span) -> Direction:
    """Which way the verbs around a span of a sentence look; a hundred code points on each side.

    Args:
        text: the article in small letters.
        bounds: the sentence.
    """
    nearest: Direction = "unknown"
    for match in VERB.finditer(text, max(bounds.start, span.start - NEAR), span.start):
        nearest = "future" if match["future"] else "past"
    if nearest != "unknown":
        return nearest
    following = VERB.search(text, span.end, min(bounds.end, span.end + NEAR))
    if following is None:
        return "unknown"
    return "future" if following["future"] else "past"
