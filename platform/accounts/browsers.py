"""What a browser calls itself, in plain words: “Firefox on Windows”."""

import re

# The first that fits counts: nearly every browser also names those that came before it.
BROWSERS = (
    (r"EdgA?/|EdgiOS/", "Edge"),
    (r"OPR/|OPiOS/", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Vivaldi/", "Vivaldi"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"HeadlessChrome/|Chrome/|CriOS/", "Chrome"),
    (r"Chromium/", "Chromium"),
    (r"Version/.*Safari/", "Safari"),
)
SYSTEMS = (
    (r"iPhone|iPod", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"CrOS", "ChromeOS"),
    (r"Windows", "Windows"),
    (r"Macintosh|Mac OS X", "macOS"),
    (r"Linux|X11", "Linux"),
)
UNKNOWN = "A browser that does not say which"


def browser_in_words(user_agent: str) -> str:
    """Of any text at all: only words of ours come out, so nothing that a stranger sends reaches a page."""
    browser, system = named(user_agent, BROWSERS), named(user_agent, SYSTEMS)
    if browser and system:
        return f"{browser} on {system}"
    if browser:
        return browser
    return f"A browser on {system}" if system else UNKNOWN


def named(user_agent: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for pattern, name in known if re.search(pattern, user_agent)), "")
