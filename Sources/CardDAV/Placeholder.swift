// CardDAV: see docs/architecture.md
