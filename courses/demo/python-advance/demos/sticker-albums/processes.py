"""Fill sticker albums until none has a gap: a pool of processes shares the batches."""

import random
from multiprocessing import Pool

ALBUMS = 36_000
BATCHES = 8
WORKERS = 4
STICKERS = 50  # different ones in an album; every bought one is a surprise


def fill_albums(batch):
    bought = 0
    for number in range(ALBUMS * batch // BATCHES, ALBUMS * (batch + 1) // BATCHES):
        chance = random.Random(number)  # an album has its own seed: the same luck in every program
        album = set()
        while len(album) < STICKERS:
            album.add(int(chance.random() * STICKERS))
            bought += 1
    print(f"batch {batch + 1} of {BATCHES}: {bought} stickers")
    return bought


if __name__ == "__main__":
    with Pool(WORKERS) as pool:
        counts = pool.map(fill_albums, range(BATCHES), chunksize=1)
    print(f"{ALBUMS} albums, {sum(counts)} stickers")
