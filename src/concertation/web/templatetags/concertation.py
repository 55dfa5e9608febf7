"""Words and figures on pages."""

from django import template

register = template.Library()
