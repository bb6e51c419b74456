"""Finds what published courses say: titles, texts, dialogues, programs, glossary."""
