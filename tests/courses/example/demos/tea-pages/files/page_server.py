"""A web server in a process of its own. It answers each request after a delay, as if it had to look something up."""

import subprocess
import sys
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def slow_server(delay):
    """Runs the server for the length of a `with` block and gives its port; `delay` in milliseconds."""
    command = [sys.executable, __file__, str(delay)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


class SlowPages(BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(self.server.delay)
        page = f"This is {self.path.strip('/')}. " * 100
        self.send_response(200)
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 64  # five, the usual length, would turn some of many callers away for a second


if __name__ == "__main__":
    server = Server(("127.0.0.1", 0), SlowPages)
    server.delay = int(sys.argv[1]) / 1000
    print(server.server_port, flush=True)
    server.serve_forever()
