"""Where results go: the store, and the exports made from it."""
