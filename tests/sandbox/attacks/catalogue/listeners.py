"""Who listens, on the host and beside it, when Mallory tries the network."""

from tests.sandbox.attacks.attack import Stage

LISTENER = """
    import os, socket, threading

    def listen(family, address):
        listener = socket.socket(family)
        listener.bind(address)
        listener.listen()
        threading.Thread(target=accept_all, args=[listener], daemon=True).start()
        return listener.getsockname()

    def accept_all(listener):
        while True:
            listener.accept()[0].close()

    def own_address():
        with socket.socket(type=socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(("192.0.2.1", 9))  # nothing is sent: it asks which address would be used
                return probe.getsockname()[0]
            except OSError:
                return "192.0.2.1"  # a host without a network: what cannot be reached from it either
    """
A_SERVICE = Stage(LISTENER + 'facts = {"ADDRESS": listen(socket.AF_INET, ("127.0.0.1", 0))}')
ANOTHER_MACHINE = Stage(
    LISTENER
    + """
    try:
        facts = {"ADDRESS": listen(socket.AF_INET, (own_address(), 0))}
    except OSError:
        facts = {"ADDRESS": (own_address(), 9)}
    """
)
A_POST_BOX = Stage(
    LISTENER
    + """
    box = socket.socket(type=socket.SOCK_DGRAM)
    try:
        box.bind((own_address(), 0))
    except OSError:
        box.bind(("127.0.0.1", 0))
    box.setblocking(False)
    facts = {"ADDRESS": (own_address(), box.getsockname()[1])}  # never loopback: a jail may post to its own

    def was_harmed():
        try:
            return box.recv(100) == b"the secret"
        except BlockingIOError:
            return False
    """
)
A_RESOLVER = Stage(
    LISTENER
    + """
    def answer_all(resolver):
        while True:
            question, asker = resolver.recvfrom(512)
            resolver.sendto(question[:2] + bytes([0x81, 0x80]) + question[4:], asker)

    resolver = socket.socket(type=socket.SOCK_DGRAM)
    try:
        resolver.bind((own_address(), 0))
    except OSError:
        resolver.bind(("127.0.0.1", 0))
    threading.Thread(target=answer_all, args=[resolver], daemon=True).start()
    facts = {"ADDRESS": resolver.getsockname()}
    """
)
A_REDIS = Stage(
    """
    import socket, threading

    def serve(listener):
        while True:
            caller = listener.accept()[0]
            if caller.recv(100).startswith(b"PING"):
                caller.sendall(b"+PONG\\r\\n")
            caller.close()

    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=[listener], daemon=True).start()
    facts = {"ADDRESS": listener.getsockname()}
    """
)
AN_ABSTRACT_SOCKET = Stage(
    LISTENER + r'facts = {"NAME": listen(socket.AF_UNIX, f"\0interleave-{os.getpid()}").decode()}'
)
A_SOCKET_FILE = Stage(
    LISTENER
    + """
    import tempfile
    folder = tempfile.TemporaryDirectory()
    facts = {"FOLDER": folder.name, "PATH": listen(socket.AF_UNIX, folder.name + "/service.sock")}
    """
)
A_PASSER_BY = Stage(
    """
    import socket, threading, time

    def knock(address):
        while True:
            try:
                socket.create_connection(address, 1).close()
                reached.set()
            except OSError:
                time.sleep(0.02)

    with socket.create_server(("127.0.0.1", 0)) as probe:
        facts = {"PORT": probe.getsockname()[1]}
    reached = threading.Event()
    threading.Thread(target=knock, args=[("127.0.0.1", facts["PORT"])], daemon=True).start()
    was_harmed = reached.is_set
    """
)
