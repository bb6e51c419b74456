"""What the rewritten program calls in place of reading and writing what others may see.

Every function takes the number of its place first, announces the access where the place is a step, and then does
exactly what the program wrote.
"""
