"""The first reader closes the room for writers, the last one opens it again."""

import threading

room = threading.Lock()
readers = 0
is_writing = False


def read():
    global readers
    readers += 1
    if readers == 1:
        room.acquire()
    assert not is_writing, "one reads while another writes"
    readers -= 1
    if readers == 0:
        room.release()


def write():
    global is_writing
    with room:
        is_writing = True
        is_writing = False


a = threading.Thread(target=read, name="A")
b = threading.Thread(target=read, name="B")
c = threading.Thread(target=write, name="C")
a.start()
b.start()
c.start()
a.join()
b.join()
c.join()
