"""How the time to find an article's actors grows with their mentions: `python -m bench.long`.

Texts of our own making with ever more mentions: names, descriptions and pronouns of forty people in
turn. Prints, for each, the mentions found, and the milliseconds of the encoder and of the stages.
"""

import time

from onrecord.models import load_encoder, load_tables
from onrecord.pipeline import make_record, reader_of
from onrecord.record import Article

FIRST = ("Maud", "Piers", "Isaure", "Bastien", "Odile", "Corin", "Thea", "Anselm")
LAST = ("Tillery", "Ockenham", "Pellegrane", "Orrock", "Vantongeren")
PARAGRAPH = (
    "{first} {last}, the harbour minister, said on Monday that the council would meet again.\n"
    "“We will not wait,” {they} told reporters. A spokesman for {last} said {they} had asked the "
    "mayor for {their} view, and that the company would publish its plan.\n"
)
PARAGRAPHS = (10, 30, 100, 300, 1000)
ROUNDS = 5


def text_of(paragraphs: int) -> str:
    """An article of so many paragraphs."""
    parts = []
    for number in range(paragraphs):
        first = FIRST[number % len(FIRST)]
        woman = first in ("Maud", "Isaure", "Odile", "Thea")
        they, their = ("she", "her") if woman else ("he", "his")
        last = LAST[number // len(FIRST) % len(LAST)]
        parts.append(PARAGRAPH.format(first=first, last=last, they=they, their=their))
    return "\n".join(parts)


def main() -> None:
    """Print the curve."""
    encoder, tables = load_encoder(), load_tables()
    reader = reader_of(encoder)
    print("| words | mentions | encoder, ms | stages, ms | stages, µs a mention |")
    print("| --- | --- | --- | --- | --- |")
    for paragraphs in PARAGRAPHS:
        text = text_of(paragraphs)
        times = []
        for _ in range(ROUNDS):
            start = time.process_time()
            reading = encoder.read(text)
            read = time.process_time()
            record = make_record(Article("long", text), reading, reader, tables)
            times.append((read - start, time.process_time() - read))
        encoding, stages = (sorted(each)[ROUNDS // 2] for each in zip(*times, strict=True))
        mentions = sum(len(actor.mentions) for actor in record.actors)
        print(
            f"| {len(text.split())} | {mentions} | {encoding * 1e3:.0f} | {stages * 1e3:.0f} "
            f"| {stages * 1e6 / mentions:.0f} |"
        )


if __name__ == "__main__":
    main()
