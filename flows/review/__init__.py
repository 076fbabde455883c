"""The review site: an index and one self-contained page per article, for a person who wants to see why."""
