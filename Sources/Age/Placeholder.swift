// Age: see docs/architecture.md
