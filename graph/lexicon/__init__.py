"""The words of the genre, in data files, and their loaders. Every step below may read them."""
