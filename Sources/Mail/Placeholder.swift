// Mail: see docs/architecture.md
