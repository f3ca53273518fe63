"""Step 5c: which names of different documents and years mean one thing, and what became of it.

    mentions (gather) → features (labels, firms) → blocks → judgements → entities (resolve) → lineage

Every judgement records its score, its reason and its evidence, and nothing is overwritten: a merge is a
judgement that can be taken back by another (corrections). What merely resembles stays apart.
"""
