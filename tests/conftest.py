"""Settings of all tests."""

from hypothesis import settings

# The laws are about what comes out, not how long it takes: a busy machine must not fail them.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")
