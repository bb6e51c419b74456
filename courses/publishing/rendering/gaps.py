"""Gaps in a text: gap_1, gap_2 and so on, in words and in programs."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

GAP = re.compile(r"\bgap_([1-9][0-9]?)\b")


def gaps_in(text: str) -> list[str]:
    """The numbers of the gaps, each once, in their order."""
    return list(dict.fromkeys(GAP.findall(text)))


def with_gaps(html: str) -> SafeString:
    """HTML of ours, in which each gap is shown as one."""
    return mark_safe(GAP.sub(lambda found: format_html('<b class="gap">{}</b>', found[1]), html))  # noqa: S308
