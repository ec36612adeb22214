"""From the text of an article to blocks: headings, paragraphs, lists, quotes."""
