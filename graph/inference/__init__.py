"""What follows from the ontology's own axioms, kept apart from what was stated.

axioms.py      policy.ttl → which property and which class leads to which others
left_out.toml  the axioms that are not materialised, each with its reason
entail.py      a graph → the quads that follow and are not stated, in a named graph of their own

Three rules of OWL 2 RL are applied, to their end: super-properties (prp-spo1), inverses (prp-inv1, prp-inv2) and
super-classes (cax-sco). They say what was said in words that more people know: `pg:answeredBy` whatever the role,
the way back from an enterprise to its projects, `org:Organization` and `schema:Project` for those who have never
heard of our classes. Not applied, on purpose: domains and ranges, which would give a wrong statement a type instead
of having the shapes find it; owl:disjointWith, which is for shapes too; sameness, which the graph keeps as
judgements that can be looked at.
"""

from graph.inference.axioms import Axioms, load_axioms
from graph.inference.entail import described, entailed, inferred_graph, load_inferred, premises

__all__ = ["Axioms", "described", "entailed", "inferred_graph", "load_axioms", "load_inferred", "premises"]
