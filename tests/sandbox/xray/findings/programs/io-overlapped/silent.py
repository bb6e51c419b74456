"""A client asks a slow server four times in a row: both wait, and nothing is gained."""

import socket
import threading
import time

listener = socket.create_server(("127.0.0.1", 0))


def serve():
    for _ in range(4):
        connection, _ = listener.accept()
        with connection:
            connection.recv(100)
            time.sleep(0.2)
            connection.sendall(b"hello")


def ask():
    with socket.create_connection(listener.getsockname()) as connection:
        connection.sendall(b"please")
        return connection.recv(100)


server = threading.Thread(target=serve)
server.start()
for _ in range(4):
    print(ask())
server.join()
listener.close()
