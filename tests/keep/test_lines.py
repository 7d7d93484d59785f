import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from keep.desk import told
from keep.odd import records
from onrecord.errors import InputError, OnrecordError
from onrecord.keep import (
    article_digest,
    decode_record,
    encode_record,
    read_records,
    write_record,
)
from onrecord.record import Article, Record

RECORD = told("[source Rutte] [cue said] [content the pact holds].", published="2024-05-03")


@settings(deadline=None)
@given(records())
def test_a_record_comes_back_from_its_line_and_gives_the_same_line(record: Record) -> None:
    line = encode_record(record)
    assert b"\n" not in line
    assert decode_record(line) == record
    assert encode_record(decode_record(line)) == line


def test_a_line_has_the_keys_of_the_contract_in_its_order() -> None:
    row = json.loads(encode_record(RECORD))
    assert list(row) == [
        *("schema", "reader", "article", "actors", "places", "times"),
        *("statements", "events", "positions"),
    ]
    assert row["schema"] == "onrecord/1"
    assert row["statements"][0]["content"] == [[11, 25]]
    assert RECORD.article.text[11:25] == "the pact holds"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('{"schema"', '{"schema', "not a record"),
        ('"onrecord/1"', '"onrecord/2"', "schema is 'onrecord/2'"),
        ('"onrecord/1"', "null", "not a record"),
        ('"text":', '"words":', "`text`"),
        ("[[11,25]]", "[[11,26,3]]", "statements"),
        ("[[11,25]]", "[[11,99]]", "statement1.content points outside the text"),
        ("[[11,25]]", "[[-1,25]]", "statement1.content points outside the text"),
        ("[[11,25]]", "[[25,11]]", "statement1.content points outside the text"),
        ('"speaker":"actor1"', '"speaker":"actor2"', "names 'actor2', which is not in the record"),
        ('"places":[]', '"places":[{"id":"p","span":[0,1]}]', "`name`"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    good = encode_record(RECORD).decode()
    assert old in good
    path = tmp_path / "records.jsonl"
    path.write_text(f"{good}\n\n{good.replace(old, new)}\n{good}\n", encoding="utf-8")
    first, bad, last = read_records(path)
    assert (first, last) == (RECORD, RECORD)
    assert isinstance(bad, InputError)
    assert str(bad).startswith(f"{path}:3: ")
    assert problem in str(bad)


def test_an_id_that_stands_twice_is_refused() -> None:
    twice = replace(RECORD, actors=RECORD.actors * 2)
    with pytest.raises(InputError, match="two of its actors have one id"):
        decode_record(encode_record(twice))


def test_half_a_surrogate_pair_cannot_be_written_and_is_named() -> None:
    article = replace(RECORD.article, text=RECORD.article.text + "\ud83d", source="news.jsonl:7")
    with pytest.raises(
        InputError, match=r"news\.jsonl:7: article 'a1' holds half a surrogate pair"
    ):
        encode_record(replace(RECORD, article=article))
    with pytest.raises(InputError, match="half a surrogate pair"):
        article_digest(article)


def test_records_written_to_a_stream_are_read_from_it(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    with path.open("wb") as stream:
        write_record(RECORD, stream)
        write_record(RECORD, stream)
    assert list(read_records(path)) == [RECORD, RECORD]
    held = io.BytesIO()
    write_record(RECORD, held)
    assert held.getvalue() == encode_record(RECORD) + b"\n"


def test_a_full_disk_is_one_line_for_the_user() -> None:
    full = pytest.raises(OnrecordError, match="/dev/full: the disk is full; make room")
    with open("/dev/full", "wb", buffering=0) as stream, full:
        write_record(RECORD, stream)


def test_a_reader_who_went_away_is_left_to_the_command() -> None:
    here, there = os.pipe()
    os.close(here)
    with pytest.raises(BrokenPipeError), os.fdopen(there, "wb", buffering=0) as stream:
        write_record(RECORD, stream)


def test_a_file_that_is_not_there_is_one_line_for_the_user(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="no such file or folder; check the path"):
        list(read_records(tmp_path / "none.jsonl"))


def test_an_article_is_the_same_from_another_place_and_another_with_other_words() -> None:
    article = Article("a", "text", "title", "2024-05-03", "meta", "u", "o", ["x"], "en", "s")
    same = replace(article, source="other", language="fr", published_from="json-ld")
    assert article_digest(same) == article_digest(article)
    others = [
        replace(article, **{name: value})
        for name, value in {
            **dict.fromkeys(("id", "text", "title", "published", "url", "outlet"), "new"),
            "authors": ["x", "y"],
        }.items()
    ]
    assert len({article_digest(one) for one in [article, *others]}) == len(others) + 1
