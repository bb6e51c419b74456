import threading

turn = threading.Condition()
whose = "ping"


def play(me, other):
    global whose
    for number in range(3):
        with turn:
            turn.wait_for(lambda: whose == me)
            print(me, number)
            whose = other
            turn.notify_all()


players = [threading.Thread(target=play, args=pair) for pair in (("ping", "pong"), ("pong", "ping"))]
for each in players:
    each.start()
for each in players:
    each.join()
