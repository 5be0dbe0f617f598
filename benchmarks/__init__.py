"""Measurements: accuracy on generated samples, and speed beside peers. Not shipped; may import every room."""
