"""QtCore and QtGui adapters: session, undo commands, item models, background jobs."""
