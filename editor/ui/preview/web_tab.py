from PySide6.QtWidgets import QWidget
class WebTab(QWidget):
    def __init__(self, session, job, parent=None):
        super().__init__(parent)
