"""The main thread asks again and again whether the other one is done."""

import threading
import time

done = False


def work():
    global done
    time.sleep(0.5)
    done = True


thread = threading.Thread(target=work)
thread.start()
while not done:
    pass
thread.join()
print("done")
