"""The tags of the design system, in every template without a load."""

from django import template

register = template.Library()
