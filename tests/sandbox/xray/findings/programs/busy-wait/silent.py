"""The main thread sleeps until it is told."""

import threading
import time

done = threading.Event()


def work():
    time.sleep(0.5)
    done.set()


thread = threading.Thread(target=work)
thread.start()
done.wait()
thread.join()
print("done")
