"""What the functions of the library do with what they are given, by their names; the rest looks at it at once."""

CHANGING = frozenset(
    (
        "heappush heappop heapify heapreplace heappushpop heappush_max heappop_max heapify_max heapreplace_max "
        "heappushpop_max insort insort_left insort_right shuffle setitem delitem iadd iconcat iand ior ixor isub imul"
    ).split()
)
"""Functions that change what they are given first; any other function of the library looks at it."""
LAZY = frozenset(
    (
        "iter enumerate zip map filter chain islice takewhile dropwhile starmap accumulate pairwise cycle tee "
        "zip_longest compress filterfalse groupby batched merge"
    ).split()
)
"""They go through what they are given when what they return is gone through."""
LOOKING_AT_ITEMS = frozenset("accumulate groupby compress starmap merge".split())
"""Of these, what looks at the items, too: adds, compares, unpacks them, asks for their truth."""
FUNCTION_AT = {
    "map": 0, "filter": 0, "starmap": 0, "takewhile": 0, "dropwhile": 0, "filterfalse": 0, "iter": 0, "accumulate": 1,
    "groupby": 1,
}  # fmt: skip
"""Which argument is a function that they call: one of the library's looks at what it is given, as if called here."""
EAGER = frozenset(
    (
        "list tuple set frozenset dict deque sum min max all any sorted reduce Counter fsum prod join extend array "
        "bytes bytearray OrderedDict defaultdict fromkeys nlargest nsmallest product permutations combinations "
        "combinations_with_replacement mean fmean geometric_mean harmonic_mean median median_low median_high "
        "median_grouped mode multimode quantiles stdev pstdev variance pvariance sumprod dist countOf indexOf contains"
    ).split()
)
"""They go through what they are given to its end: an iterator moves on, a round at a time."""
GATHERING = frozenset("list tuple set frozenset deque product permutations combinations array bytes bytearray".split())
"""Of these, what does not look at the items."""
KEYS = ("key", "func")
"""The same by name."""
LOOKING_INSIDE = frozenset("copy deepcopy asdict astuple replace".split())
"""They look at an object's attributes."""
TEXTS = frozenset("str repr ascii format print".split())
WITHOUT_A_LOOK = frozenset("len list tuple deque bool isinstance issubclass callable any all iter".split())
"""They neither compare the items nor show them."""
