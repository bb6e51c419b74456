"""The pages on which people read: catalogue, course, section, glossary, search."""
