// Vault: see docs/architecture.md
