"""The way back to the page where something was done, and on to the record that stands for another."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def next_address(request: HttpRequest, otherwise: str = "") -> str:
    """Where the person came from, if it is a page of this register."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked and is_ours else otherwise or reverse("home")


def led_on(request: HttpRequest, name: str, key: str) -> str:
    """The address of the record that stands for the one asked for, with all else that was asked."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse(name, args=[key])
    return f"{address}?{query}" if query else address
