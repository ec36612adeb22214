"""The middle pane: the editor of the selected section, and the forms for references, brand and brochure."""
