"""Records to records.jsonl, to the ledger, and back."""

from onrecord.keep.ledger import Ledger
from onrecord.keep.lines import (
    article_digest,
    decode_record,
    encode_record,
    read_records,
    write_record,
)
from onrecord.keep.record_file import RecordFile
from onrecord.keep.whole import whole_file, whole_files

__all__ = [
    "encode_record",
    "decode_record",
    "article_digest",
    "read_records",
    "write_record",
    "RecordFile",
    "whole_file",
    "whole_files",
    "Ledger",
]
