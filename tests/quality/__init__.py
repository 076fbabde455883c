"""The quality measure: labelled documents, the scorer, and the gates that hold its figures."""
