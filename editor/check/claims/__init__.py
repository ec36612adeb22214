"""Claims, evidence and duties: rules as data, and what finds where a text breaks them.

Not legal advice. A clean run means that no rule matched, never that a text is lawful.
"""
