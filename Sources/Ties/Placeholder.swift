// Ties: see docs/architecture.md
