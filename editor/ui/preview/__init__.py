"""The right pane of the window: the print preview, the web page, and export and printing of both."""
