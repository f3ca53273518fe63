"""Read what Chinese local governments promise and report, and turn it into a graph."""

__version__ = "0.2.0"
