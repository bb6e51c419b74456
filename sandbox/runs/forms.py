"""Programs as forms send them: what is no text is refused, lines end as ours do."""

from urllib.parse import unquote_to_bytes

from django.http import HttpRequest

from sandbox.runs.refusals import CannotBeRun


def check_encoding(request: HttpRequest) -> None:
    """Raises CannotBeRun where a field of the form is not UTF-8. Ask before the form is read.

    Django would put a sign in its place, and another program would run.
    """
    for field in request.body.split(b"&"):
        try:
            unquote_to_bytes(field).decode()
        except UnicodeDecodeError as error:
            byte = error.object[error.start]
            raise CannotBeRun(
                f"The program is not UTF-8: there is a byte 0x{byte:02x} where none can be. Save it as UTF-8."
            ) from None


def with_our_line_ends(text: str) -> str:
    """Browsers send the lines of a form with carriage returns; the program was written without."""
    return text.replace("\r\n", "\n")
