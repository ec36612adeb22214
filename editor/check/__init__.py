"""Checks: pure functions from a brochure (and its layout) to findings."""
