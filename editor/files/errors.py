"""The one error of this floor: a sentence a user can act on."""

from __future__ import annotations


class FileError(Exception):
    """Something about a file went wrong. `str(error)` says what happened, what was kept, and what to do."""


class ImageError(FileError):
    """A picture cannot be used. The sentence names the picture and says what to do."""


def reason(error: OSError) -> str:
    """Say in a few plain words why the system refused ("the folder does not exist")."""
    words = {
        FileNotFoundError: "the file or its folder does not exist",
        NotADirectoryError: "its folder does not exist",
        PermissionError: "you have no permission there",
        IsADirectoryError: "a folder has that name",
        FileExistsError: "the name is taken",
    }
    for kind, text in words.items():
        if isinstance(error, kind):
            return text
    return (error.strerror or str(error) or "the system gave no reason").lower()
