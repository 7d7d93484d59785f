"""How the weights were made. Imports onrecord, never the reverse; not in the wheel."""
