"""Tries the orders in which the threads of a learner's own program may run, and tells the shortest that breaks it.

The program is rewritten (`rewriting`) so that each thread stops before every access that others can see; threads are
greenlets of one real thread (`world`), the primitives of `threading`, `queue` and `concurrent.futures` are our own
(`primitives`), and a search (`search`) says who moves next, over and over, until every order is covered.
"""
