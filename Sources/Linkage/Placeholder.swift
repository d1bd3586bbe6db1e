// Linkage: see docs/architecture.md
