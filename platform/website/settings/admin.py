"""The admin's looks: ours, as far as Unfold can be told."""

from django.templatetags.static import static
from django.urls import reverse_lazy

ACCENT = {
    "50": "#f2f7fc",
    "100": "#e6f0fa",
    "200": "#c3dcf3",
    "300": "#9ac4ea",
    "400": "#5a9fd8",
    "500": "#1f75c4",
    "600": "#0a5fb4",
    "700": "#084c91",
    "800": "#073f78",
    "900": "#06325f",
    "950": "#041f3c",
}
UNFOLD = {
    "SITE_TITLE": "Interleave",
    "SITE_HEADER": "Interleave",
    "SITE_SUBHEADER": "Authoring",
    "SITE_URL": reverse_lazy("website:home"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("favicon.svg")}],
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "COLORS": {"primary": ACCENT},
    "STYLES": [
        lambda _request: static("dist/fonts.css"),
        lambda _request: static("css/tokens.css"),
        lambda _request: static("css/components/icon.css"),
        lambda _request: static("css/admin/authoring.css"),
    ],
    "SCRIPTS": [
        lambda _request: static("js/authoring/live-preview.js"),
        lambda _request: static("js/authoring/outline-order.js"),
    ],
}
