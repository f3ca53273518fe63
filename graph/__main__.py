"""python -m graph: the same as the console script policy-graph."""

from graph.cli import main

if __name__ == "__main__":
    main()
