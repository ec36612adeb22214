"""From a brochure to HTML, laid-out panels and PDF."""
