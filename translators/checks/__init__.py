"""The checks of the guard, one module per concern. Each looks at one analysed pair and yields problems."""
