"""Papers made for tests and measurements: drawn claims in many hands, printed, scanned, and tampered with."""
