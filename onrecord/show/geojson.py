"""Records on a map: GeoJSON (RFC 7946), a feature for each place of an article and what is there.

Every feature is a point, longitude first, WGS 84 degrees, with flat properties beside its evidence,
so that QGIS and kepler.gl can filter and colour by them: `kind` is place, statement, event or
position. A place that an article names often is one feature with all its mentions; one without
coordinates is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

import msgspec

from onrecord.answer import byline_of, in_paragraph, said_in, words_at
from onrecord.record import Event, Place, Position, Record, Span, Statement, Time

AROUND = 120  # code points on either side of a place that are shown, about its sentence
Point = tuple[int | None, str, float, float]  # one place, however often an article names it
Feature = dict[str, Any]


def write_geojson(records: Iterable[Record], stream: BinaryIO) -> int:
    """Write one FeatureCollection, a feature a line.

    Returns:
        How many places were left out, because they have no coordinates.
    """
    left_out = 0
    before = b'{"type":"FeatureCollection","features":[\n'
    for record in records:
        left_out += sum(point_of(place) is None for place in record.places)
        for feature in features_of(record):
            stream.write(before + msgspec.json.encode(feature))
            before = b",\n"
    stream.write(before.removesuffix(b",\n") + b"\n]}\n")
    return left_out


def features_of(record: Record) -> Iterator[Feature]:
    """The places of a record, then its statements, events and positions that have a place."""
    mentions: dict[Point, list[Place]] = {}
    for place in record.places:
        if (point := point_of(place)) is not None:
            mentions.setdefault(point, []).append(place)
    for places in mentions.values():
        yield feature(
            record,
            "place",
            places[0],
            about_place(places, record),
            [place.span for place in places],
        )
    for statement in record.statements:
        for place in places_at([statement.place], record):
            about = about_statement(statement, record)
            yield feature(record, "statement", place, about, statement.content)
    for event in record.events:
        for place in places_at([event.place], record):
            yield feature(record, "event", place, about_event(event, record), [event.sentence])
    for position in record.positions:
        for place in places_at(position.place, record):
            about = about_position(position, record)
            yield feature(record, "position", place, about, [position.evidence])


def point_of(place: Place) -> Point | None:
    """Where on earth a place is; None where that is not known."""
    if place.latitude is None or place.longitude is None:
        return None
    return place.geonames_id, place.name, place.latitude, place.longitude


def places_at(ids: Sequence[str | None], record: Record) -> list[Place]:
    """The places of these ids that have coordinates, each point once."""
    wanted = [place for id in ids for place in record.places if place.id == id]
    points = {point: place for place in wanted if (point := point_of(place)) is not None}
    return list(points.values())


def feature(
    record: Record, kind: str, place: Place, about: dict[str, Any], evidence: Sequence[Span]
) -> Feature:
    """One point with what is told of it, of its article, and the words that it rests on."""
    text = record.article.text
    article = byline_of(record.article)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "kind": kind,
            "name": place.name,
            "geonames_id": place.geonames_id,
            "country": place.country,
            "admin1": place.admin1,
            "feature": place.feature,
            **about,
            "evidence": [
                {"quote": span.of(text), "start": span.start, "end": span.end} for span in evidence
            ],
            "article": article.id,
            "title": article.title,
            "published": article.published,
            "outlet": article.outlet,
            "url": article.url,
        },
    }


def about_place(places: Sequence[Place], record: Record) -> dict[str, Any]:
    """How the article names a place, and where it does so first."""
    text = record.article.text
    first = places[0].span
    return {
        "id": places[0].id,
        "quote": first.of(text),
        "context": in_paragraph(first, AROUND, text).of(text),
        "mentions": len(places),
    }


def about_statement(statement: Statement, record: Record) -> dict[str, Any]:
    """Who says what there, and when."""
    said = said_in(record, statement)
    return {
        "id": statement.id,
        "quote": said.content,
        "speaker": said.speaker or said.source or None,
        "anonymous": statement.anonymous,
        "cue": said.cue,
        "quotation": statement.quotation,
        "addressee": said.addressee,
        **when(said.time),
        "confidence": statement.confidence,
    }


def about_event(event: Event, record: Record) -> dict[str, Any]:
    """Who does what to whom there, and when."""
    text = record.article.text
    return {
        "id": event.id,
        "quote": event.sentence.of(text),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "trigger": event.trigger.of(text),
        "actors": [record.actor(party.actor).name for party in event.actors],
        "recipients": [record.actor(party.actor).name for party in event.recipients],
        "statement": event.statement,
        **when(time_of(event.time, record)),
        "confidence": event.confidence,
    }


def about_position(position: Position, record: Record) -> dict[str, Any]:
    """Who permits, forbids or asks what there, within which limits."""
    text = record.article.text
    since, until = time_of(position.since, record), time_of(position.until, record)
    parts = ("action", "means", "target", "conditions", "exceptions")
    return {
        "id": position.id,
        "quote": position.evidence.of(text),
        "stance": position.stance,
        "holder": record.actor(position.holder).name,
        "party": record.actor(position.party).name if position.party is not None else None,
        **{part: words_at(getattr(position, part), text) or None for part in parts},
        "since": since and since.value,
        "until": until and until.value,
        "statement": position.statement,
        "confidence": position.confidence,
    }


def time_of(id: str | None, record: Record) -> Time | None:
    """The time of that id."""
    return next((time for time in record.times if time.id == id), None)


def when(time: Time | None) -> dict[str, str | None]:
    """The value and the bounds of a time, which filters by time go by."""
    return {
        "time": time.value if time else None,
        "begin": time.begin if time else None,
        "end": time.end if time else None,
    }
