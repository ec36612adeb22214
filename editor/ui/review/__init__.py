"""Who decides, what was approved, what was said about it: the review of a brochure in the window."""
