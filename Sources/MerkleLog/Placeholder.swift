// MerkleLog: see docs/architecture.md
