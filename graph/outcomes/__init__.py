"""Step 6: promises beside what was reported later, and one indicator beside the level above.

`match` pairs every measurable target and named promise of a year with the report that reviews it, `align`
sets the same target of two levels side by side. Nothing is paired that only resembles.
"""

from graph.outcomes.align import align
from graph.outcomes.match import match
from graph.outcomes.outcome import Alignment, Outcome, Target

__all__ = ["Alignment", "Outcome", "Target", "align", "match"]
