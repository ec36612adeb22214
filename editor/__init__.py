"""Candor: an offline editor for honest clinic brochures."""

__version__ = "0.1.0"
