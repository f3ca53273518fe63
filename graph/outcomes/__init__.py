"""Step 6: promises beside what was reported later, and one indicator beside the level above.

`say` takes from a document all that can be promised or reported, `match` pairs every measurable target and named promise of a year with the report that reviews it, `align`
sets the same target of two levels side by side. Nothing is paired that only resembles.
"""

from graph.outcomes.align import align
from graph.outcomes.match import match
from graph.outcomes.outcome import Alignment, Outcome, Target
from graph.outcomes.said import Said, promised, say

__all__ = ["Alignment", "Outcome", "Said", "Target", "align", "match", "promised", "say"]
