"""Records and answers -> eyes. Writes to the stream it is given."""
