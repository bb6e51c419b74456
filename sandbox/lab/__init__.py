"""The race lab: a program is explored, and the order that breaks it is played step by step."""
