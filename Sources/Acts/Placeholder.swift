// Acts: see docs/architecture.md
