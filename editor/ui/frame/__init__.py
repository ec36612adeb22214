"""The frame of the program: window, outline, findings, start screen, look and icons."""
