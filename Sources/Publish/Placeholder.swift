// Publish: see docs/architecture.md
