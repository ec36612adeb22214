"""Candor: an offline editor for honest clinic brochures."""
