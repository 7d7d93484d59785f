#!/bin/sh
# The demo: read the desk, ask who said, held and did what, look a phrase up, show one article.
set -eu
BIN=${BIN:-.venv/bin}
DESK=$(mktemp -d)
trap 'rm -rf "$DESK"' EXIT

say() { printf '\n$ %s\n' "$*"; }

say onrecord read examples/desk --ledger desk.db
"$BIN/onrecord" read examples/desk --ledger "$DESK/desk.db"

say onrecord who Maddesley --ledger desk.db
"$BIN/onrecord" who Maddesley --ledger "$DESK/desk.db" --limit 6

say onrecord positions --holder Velmaria --ledger desk.db
"$BIN/onrecord" positions --holder Velmaria --ledger "$DESK/desk.db" --limit 6

say onrecord events --type REQUEST --ledger desk.db
"$BIN/onrecord" events --type REQUEST --ledger "$DESK/desk.db" --limit 4

say onrecord search Dunlins Whimbrel --ledger desk.db
"$BIN/onrecord" search Dunlins Whimbrel --ledger "$DESK/desk.db" --limit 3

say onrecord show examples/desk/pages/2031-03-13-velmaria-lets-ketvaria-use-dunlins.html
"$BIN/onrecord" show examples/desk/pages/2031-03-13-velmaria-lets-ketvaria-use-dunlins.html
