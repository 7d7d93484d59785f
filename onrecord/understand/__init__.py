"""Article -> the lists of the record. No files, network, clock, chance, environment or print."""

from onrecord.understand.candidates import CONTENT, PARTS, SOURCE
from onrecord.understand.mentions import BEGIN, MENTION, SAME
from onrecord.understand.names import NAMES
from onrecord.understand.reading import Head
from onrecord.understand.stances import STAND_HEADS
from onrecord.understand.triggers import EVENT_HEADS

# What the encoder is asked of every word. A new stage adds its heads here, their material in
# train/material.py and their decoding in its own file.
HEADS: tuple[Head, ...] = (
    *(NAMES, PARTS, SOURCE, CONTENT, MENTION, BEGIN, SAME),
    *STAND_HEADS,
    *EVENT_HEADS,
)
