"""Each writes a number, both meet, each reads the other's number; and so a second time."""

import threading

meet = threading.Barrier(2)
board = {"A": 0, "B": 0}


def play(mine, other):
    for number in (1, 2):
        board[mine] = number
        meet.wait()
        seen = board[other]
        assert seen == number, f"{mine} sees {seen} in round {number}"


a = threading.Thread(target=play, args=("A", "B"), name="A")
b = threading.Thread(target=play, args=("B", "A"), name="B")
a.start()
b.start()
a.join()
b.join()
