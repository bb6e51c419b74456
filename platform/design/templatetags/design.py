"""The tags of the design system, in every template without a load."""

from collections.abc import Mapping, Sequence
from functools import cache

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import Storage
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from design.python_source import numbered
from design.sheets import SHEETS

register = template.Library()

TONES = {"success": "ok", "error": "bad", "warning": "warn", "info": "info", "debug": "info"}
ICONS_OF_TONES = {"ok": "tick", "bad": "warning", "warn": "warning", "acc": "clock"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One symbol of static/icons.svg, or of a tone: ok, bad, warn. Words beside it carry the meaning."""
    return drawn_icon(staticfiles_storage, name)


@cache
def drawn_icon(storage: Storage, name: str) -> SafeString:
    """Kept, for a page has sixty: the address of the icons is the storage's for as long as the process lives."""
    address = f"{storage.url('icons.svg')}#i-{ICONS_OF_TONES.get(name, name)}"
    return format_html('<svg class="i" aria-hidden="true"><use href="{}"></use></svg>', address)


@register.simple_tag
def stylesheets() -> SafeString:
    """The links to every general style sheet: tokens, base, layout, then one a component."""
    return links_to_sheets(staticfiles_storage)


@cache
def links_to_sheets(storage: Storage) -> SafeString:
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((storage.url(sheet),) for sheet in SHEETS))


@register.filter
def tone(level: str) -> str:
    """The tone of a message's level: success is ok, error is bad."""
    return TONES.get(level, "info")


@register.simple_tag
def control(field: BoundField, hint: str = "", kind: str = "") -> SafeString:
    """The control of a form's field in our look, without a placeholder, described by the error or the hint below it."""
    attributes: dict[str, str | bool] = {"class": f"input {kind}".strip(), "placeholder": False}
    if field.errors:
        attributes["aria-describedby"] = f"{field.auto_id}_error"
    elif hint or field.help_text:
        attributes["aria-describedby"] = f"{field.auto_id}_helptext"
    if kind == "code":
        attributes |= {"inputmode": "numeric", "maxlength": "12", "spellcheck": "false"}
    return field.as_widget(attrs=attributes)


@register.simple_tag
def python(source: str, label: str = "The program", marks: Mapping[int, Sequence[str]] | None = None) -> SafeString:
    """A program to read, line numbers beside it, in the colours of the editor; `label` names it for ears.

    `marks`: lines with what stands at them, which the page says elsewhere as well.
    """
    return numbered(source, label, marks or {})
