// JSContact: see docs/architecture.md
