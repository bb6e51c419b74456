"""What `up` says when everything is ready: the address, how to sign in, and what does not work here."""

from accounts.roles import Role
from operations.demo_people import PASSWORD, demo_email


def welcome(port: int, *, has_demo_people: bool, can_run_programs: bool) -> str:
    address = f"http://127.0.0.1:{port}/"
    paragraphs = [f"Interleave is ready at {address}"]
    if has_demo_people:
        paragraphs.append(how_to_sign_in(address))
    if not can_run_programs:
        paragraphs.append(
            "Programs cannot run on this machine yet; everything else works.\n"
            "The lines of “runner” above say what is missing and what to type."
        )
    return "\n" + "\n\n".join([*paragraphs, "Ctrl-C stops all of it."]) + "\n"


def how_to_sign_in(address: str) -> str:
    people = "\n".join(f"  {demo_email(role):<32}as {article(role)}" for role in Role)
    return f"Sign in at {address}accounts/login/ with the password “{PASSWORD}” as one of:\n{people}"


def article(role: Role) -> str:
    return f"an {role.value}" if role.value[0] in "aeiou" else f"a {role.value}"
