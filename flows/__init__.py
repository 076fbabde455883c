"""What runs: the Prefect flows, the command line, and the rooms they use (sources, publish, review)."""
