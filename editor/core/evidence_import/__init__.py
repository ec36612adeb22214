"""References from other programs' files and from pasted citations: text in, references and notes out."""
