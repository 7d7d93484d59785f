"""Laws over odd texts: whatever they say and the weights make of it, a record is valid."""

from collections import defaultdict
from itertools import pairwise
from time import process_time

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from marks import WORD, actors_of, reading_of
from numpy.typing import NDArray

from onrecord.models import load_tables
from onrecord.pipeline import make_record
from onrecord.record import Article, Reader, Record, Span
from onrecord.understand import HEADS
from onrecord.understand.attributions import Attribution
from onrecord.understand.furniture import article_end
from onrecord.understand.mentions import BEGIN, MENTION, SAME
from onrecord.understand.names import NAMES, find_names, joined
from onrecord.understand.quotations import find_quotations, quoted_share
from onrecord.understand.reading import LinkHead, Reading, TagHead, words_of
from onrecord.understand.statements import find_circumstances, find_statements

TABLES = load_tables()
PEOPLE = TABLES.people
READER = Reader("0", "none")
WORDS = [
    "Ana Holt",
    "Holt",
    "Bo Orme’s",
    "a U.S. official",
    "the official",
    "two ministers",
    "he",
    "She",
    "who",
    "it",
    "U.T.",
    "said",
    "told reporters",
    "was told",
    "wrote",
    "asked her staff",
    "in a statement",
    "in a letter to",
    "on Telegram",
    "by",
    "to",
    "of",
    "a",
    "the",
    "and",
    "Source link",
    "Leave a Reply",
    "Advertisement",
    "Mr.",
    "No. 10",
    "9/11",
    "O’",
    "D'",
    "S.",
    "A",
    "x-y",
    "’s",
    "s’",
]
MARKS = [*"“”\"'‘’([,.…:—-!]", "''", "...", ". . ."]
BLANKS = [" ", " ", "\n", "\r\n", "\n\n", "\u2028", "\t", "\0", "\xa0", "\u200b", "\ufeff"]
LETTERS = [
    "🕊️",
    "👩\u200d👧",
    "قال",
    "שלום",
    "\u202e",
    "e\u0301",
    "ß",
    "İ",
    "ﬁ",
    "½",
    "٣",
    "x" * 300,
]
PHRASES = [*WORDS, *MARKS, *BLANKS, *LETTERS]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PHRASES), max_size=60).map("".join),
    st.lists(st.sampled_from(PHRASES), max_size=60).map(" ".join),
    st.text(max_size=200),
)


SPEED = 30.0  # seconds of work in which a text is read that would take far longer in quadratic time


def chances(scores: NDArray[np.float64]) -> NDArray[np.float32]:
    raised = np.exp(scores)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading of an odd text by weights that may say anything."""
    text = draw(TEXTS)
    end = article_end(text)
    words = words_of(text, [match.span() for match in WORD.finditer(text, 0, end)])
    normal = np.random.default_rng(draw(st.integers(0, 2**32 - 1))).normal
    sharp = draw(st.sampled_from([0.0, 1.0, 5.0, 50.0]))  # from undecided to certain
    tags = {
        head.name: chances(sharp * normal(size=(len(words), len(head.labels))))
        for head in HEADS
        if isinstance(head, TagHead)
    }
    links = {
        head.name: (
            normal(scale=sharp, size=(len(words), 8)).astype(np.float32),
            normal(scale=sharp, size=(len(words), 8)).astype(np.float32),
        )
        for head in HEADS
        if isinstance(head, LinkHead)
    }
    threshold = draw(st.sampled_from([0.0, 0.5]))
    kinds = ("attribution", "stand", "act")
    tuned = defaultdict(float, {f"{kind}.threshold": threshold for kind in kinds})
    return Reading(text, words, tags, links, tuned, end)


@given(readings())
def test_any_reading_gives_a_valid_record_and_always_the_same(reading: Reading) -> None:
    article = Article(id="odd", text=reading.text)
    record = make_record(article, reading, READER, TABLES)
    check(record, reading)
    assert make_record(article, reading, READER, TABLES) == record


@given(readings(), st.data())
def test_any_attributions_give_valid_statements(reading: Reading, data: st.DataObject) -> None:
    """Spans that the attributions stage would hardly give: across sentences, or one in another."""
    if not len(reading.words):
        return
    at = st.integers(0, len(reading.words) - 1)
    span = st.tuples(at, at).map(lambda ends: reading.span(slice(min(ends), max(ends) + 1)))
    some = st.lists(span, min_size=1, max_size=3).map(sorted)
    attribution = st.builds(Attribution, st.one_of(st.just([]), some), some, some, st.just(0.5))
    circumstances = find_circumstances(reading, data.draw(st.lists(attribution, max_size=4)))
    described = [span for said in circumstances for span in said.described()]
    actors = actors_of(reading, described, [], TABLES)
    statements = find_statements(reading, circumstances, actors, PEOPLE)
    article = Article(id="odd", text=reading.text)
    check(Record(READER, article, actors=actors, statements=statements), reading)


def check_positions_and_events(record: Record, inside: Span) -> None:
    """Their spans have words and lie inside the article, and what they refer to is there."""
    told = {None, *(each.id for each in record.statements)}
    actors = {each.id for each in record.actors}
    places = {None, *(each.id for each in record.places)}
    times = {None, *(each.id for each in record.times)}
    spans: list[Span] = []
    for position in record.positions:
        limits = (position.means, position.target, position.conditions, position.exceptions)
        spans += [*position.action, position.evidence, *(span for some in limits for span in some)]
        assert position.action
        assert {position.holder, *([position.party] if position.party else [])} <= actors
        assert {position.since, position.until} <= times
        assert set(position.place) <= places
        assert position.statement in told
    for event in record.events:
        parties = (*event.actors, *event.recipients)
        spans += [event.trigger, event.sentence, *(party.span for party in parties)]
        assert event.actors
        assert {party.actor for party in parties} <= actors
        assert event.place in places
        assert event.time in times
        assert event.statement in told
    for span in spans:
        assert span.start < span.end
        assert inside.covers(span)
    for name, each in (("position", record.positions), ("event", record.events)):
        assert [one.id for one in each] == [f"{name}{at}" for at in range(1, len(each) + 1)]
        assert all(0 <= one.confidence <= 1 for one in each)


def check(record: Record, reading: Reading) -> None:
    """Spans have words and lie inside the article, ids are unique and resolve."""
    text, inside = reading.text, Span(0, reading.end)
    check_positions_and_events(record, inside)
    mentions = [span for actor in record.actors for span in actor.mentions]
    said = record.statements
    parts = [span for each in said for span in (*each.source, *each.cue, *each.content)]
    channels = [each.channel for each in said if each.channel is not None]
    for span in (*mentions, *parts, *channels):
        assert span.start < span.end
        assert inside.covers(span)
    ids = [actor.id for actor in record.actors]
    assert len(set(ids)) == len(ids)
    assert len(set(mentions)) == len(mentions)
    assert {each.speaker for each in said} | {each.addressee for each in said} <= {None, *ids}
    for actor in record.actors:
        assert actor.mentions == sorted(actor.mentions)
        assert actor.name in {span.of(text) for span in actor.mentions}
        assert actor.name.strip()
    assert [actor.mentions[0] for actor in record.actors] == sorted(
        actor.mentions[0] for actor in record.actors
    )
    assert [each.id for each in said] == [f"statement{at}" for at in range(1, len(said) + 1)]
    for each in said:
        assert each.cue
        assert each.content
        assert 0 <= each.confidence <= 1
        assert each.speaker is not None or not each.anonymous


@given(TEXTS)
@example("")
def test_words_sentences_and_paragraphs_nest(text: str) -> None:
    reading = reading_of(text, {})
    words = reading.words
    assert (words.start < words.end).all()
    assert (words.end[:-1] <= words.start[1:]).all()
    for numbers in (words.sentence, words.paragraph):
        assert numbers.tolist() == sorted(numbers.tolist())
        assert set(numbers.tolist()) == set(range(len(set(numbers.tolist()))))
    for sentence in reading.sentences:
        assert len(set(words.paragraph[sentence].tolist())) == 1
    runs = [(run.start, run.stop) for run in reading.sentences]
    assert [at for run in runs for at in range(*run)] == list(range(len(words)))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=5))
def test_quotations_stand_one_behind_another_each_in_its_line(
    text: str, ends: list[tuple[int, int]]
) -> None:
    found = find_quotations(text, len(text))
    for before, after in pairwise([Span(0, 0), *found, Span(len(text), len(text))]):
        assert before.end <= after.start
    for span in found:
        assert len(span.of(text)) > 1
        assert len(span.of(text).splitlines()) <= 1 or not set("\r\n\u2028") & set(span.of(text))
    spans = [Span(min(pair), min(max(pair), len(text))) for pair in ends if min(pair) < len(text)]
    assert 0 <= quoted_share(text, spans, found) <= 1


@given(readings())
def test_every_name_lies_in_a_sentence_and_has_one_actor(reading: Reading) -> None:
    names = find_names(reading)
    for name in names:
        words = reading.words_in(name.span)
        assert len(set(reading.words.sentence[words].tolist())) == 1
        assert name.text == name.span.of(reading.text)
    grouped = sorted(name.span for group in joined(names) for name in group)
    assert grouped == [name.span for name in names]


@given(TEXTS)
def test_an_article_ends_inside_its_text(text: str) -> None:
    assert 0 <= article_end(text) <= len(text)


@pytest.mark.parametrize("words", ["'a ", '"a ', "“a ", "“", "'a'", "s' ", "‘s’ ", "a\n“"])
def test_quotations_are_found_in_linear_time(words: str) -> None:
    text = words * 20_000
    begin = process_time()
    find_quotations(text, len(text))
    assert process_time() - begin < SPEED


@pytest.mark.parametrize(
    "line", ["Comments " * 9, "read more " * 9, "--" * 70, "“" * 150, " \xa0" * 70]
)
def test_the_end_is_found_in_linear_time(line: str) -> None:
    text = f"{line}\n" * 20_000
    begin = process_time()
    article_end(text)
    assert process_time() - begin < SPEED


def test_statements_and_actors_are_found_in_linear_time() -> None:
    """One paragraph, one sentence, thousands of attributions and names."""
    count = 2_000
    text = "".join(
        f"Ana{at} Holt said in a letter no and told aides he {at}, " for at in range(count)
    )
    plain = reading_of(text, {})
    size = len(plain.words) // count
    starts = range(0, len(plain.words), size)
    tags = np.zeros((len(plain.words), len(NAMES.labels)), np.float32)
    tags[:, 0] = 1
    for at, part in ((0, "first-person"), (1, "next-person")):
        tags[at::size, 0], tags[at::size, NAMES.labels.index(part)] = 0, 1
    mentions = np.zeros((len(plain.words), len(MENTION.labels)), np.float32)
    mentions[:, 0] = 1
    for at, label in ((8, "group"), (9, "pronoun")):  # "aides", "he"
        mentions[at::size, 0], mentions[at::size, MENTION.labels.index(label)] = 0, 1
    vectors = np.ones((len(plain.words), 4), np.float32)
    links = {BEGIN.name: (vectors, vectors), SAME.name: (vectors, vectors)}
    all_tags = {NAMES.name: tags, MENTION.name: mentions}
    reading = Reading(text, plain.words, all_tags, links, defaultdict(float))
    parts = [
        [reading.span(slice(at + a, at + b)) for a, b in ((0, 2), (2, 3), (6, 7))] for at in starts
    ]
    attributions = [Attribution([who], [cue], [what], 0.5) for who, cue, what in parts]
    begin = process_time()
    circumstances = find_circumstances(reading, attributions)
    described = [span for said in circumstances for span in said.described()]
    actors = actors_of(reading, described, [], TABLES)
    statements = find_statements(reading, circumstances, actors, PEOPLE)
    assert process_time() - begin < SPEED
    assert len({said.speaker for said in statements}) == count
