"""Two threads compute checksums: hashing lets go of the GIL."""

import hashlib
import threading

data = bytes(1_000_000)


def work():
    digest = hashlib.sha256()
    for _ in range(300):
        digest.update(data)
    print(digest.hexdigest())


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
