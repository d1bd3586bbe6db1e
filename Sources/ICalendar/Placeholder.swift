// ICalendar: see docs/architecture.md
