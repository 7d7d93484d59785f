"""What the encoder is asked about mentions without a name: descriptions ("the team") and pronouns.

A mention is marked at its head word, the noun or the pronoun itself; a link goes from the head to
the word that the mention begins with, and one from each mention to the earlier ones of the same
actor. No stage takes these answers yet.
"""

from onrecord.understand.reading import LinkHead, TagHead

MENTION = TagHead(
    "mention", ("none", "pronoun", "person", "organization", "country", "group", "place")
)
BEGIN = LinkHead("begin", width=32)
SAME = LinkHead("same")

# Of two mentions as alike as each other the nearer is meant: log odds for each power of e that
# words lie between. Windows do not see each other, so the encoder cannot know it.
DISTANCE = 0.5
