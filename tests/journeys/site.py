"""The processes of a site, for as long as the journeys last; its web server can go and come back."""

from pathlib import Path

from tests.sandbox.runs.processes import SiteProcess, start_web


class JourneySite:
    def __init__(self, runner_socket: Path) -> None:
        self.worker = SiteProcess("manage.py", "work_runs", RUNNER_SOCKET=str(runner_socket))
        self.moves = SiteProcess("manage.py", "work_moves", RUNNER_SOCKET=str(runner_socket))
        self.web, self.port = start_web()
        self.worker.wait_for(" ready.")
        self.moves.wait_for(" ready.")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop_web(self) -> None:
        self.web.end()
        self.web.kill()

    def start_web(self) -> None:
        """On the port that it had."""
        self.web, _ = start_web(self.port)

    def end(self) -> None:
        self.web.kill()
        self.worker.kill()
        self.moves.kill()
