"""Where articles come from: text, HTML, JSONL, WARC, folders, URLs and feeds, each read as a stream of Documents."""
