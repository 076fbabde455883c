"""`python -m tests.bench`: the cleaning benchmark."""

from tests.bench.clean import main

main()
