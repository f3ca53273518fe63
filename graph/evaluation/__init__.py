"""How good the facts of a snapshot are: compared with gold, that is, with what a person read in a stretch of text."""

from graph.evaluation.score import Evaluation, evaluate

__all__ = ["Evaluation", "evaluate"]
