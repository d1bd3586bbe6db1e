// Leave: see docs/architecture.md
