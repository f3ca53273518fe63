"""Two snapshots compared: which facts came, went or changed, and whether a document or a rule is why.

facts.py    a snapshot's facts, from its tables
changes.py  two of them → what differs, with its cause
show.py     what differs as text, JSON or a page
"""

from graph.comparing.changes import Change, Comparison, compare
from graph.comparing.show import as_html, as_json, as_text

__all__ = ["Change", "Comparison", "as_html", "as_json", "as_text", "compare"]
