"""The tags of the design system, in every template without a load."""

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from design.sheets import SHEETS

register = template.Library()

TONES = {"success": "ok", "error": "bad", "warning": "warn", "info": "info", "debug": "info"}
ICONS_OF_TONES = {"ok": "tick", "bad": "warning", "warn": "warning", "acc": "clock"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One symbol of static/icons.svg, or of a tone: ok, bad, warn. Words beside it carry the meaning."""
    address = f"{static('icons.svg')}#i-{ICONS_OF_TONES.get(name, name)}"
    return format_html('<svg class="i" aria-hidden="true"><use href="{}"></use></svg>', address)


@register.simple_tag
def stylesheets() -> SafeString:
    """The links to every general style sheet: tokens, base, layout, then one a component."""
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in SHEETS))


@register.filter
def tone(level: str) -> str:
    """The tone of a message's level: success is ok, error is bad."""
    return TONES.get(level, "info")


@register.filter
def as_input(field: BoundField) -> SafeString:
    """The control of a field in the look of ours; the error it shows is the one it is described by."""
    described_by = f"{field.auto_id}_error" if field.errors else f"{field.auto_id}_helptext" if field.help_text else ""
    attributes: dict[str, str | bool] = {"class": f"input {field.field.widget.attrs.get('class', '')}".strip()}
    if described_by:
        attributes["aria-describedby"] = described_by
    return field.as_widget(attrs=attributes)
