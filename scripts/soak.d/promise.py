"""What every part of a soak may raise."""


class Failure(Exception):
    """A promise was broken; the message says which."""
