"""The page on which people read what the document says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse


def lead_to_reference(request: HttpRequest) -> HttpResponse:
    """To the page in the language of the reader."""
    return HttpResponseRedirect(reverse("api-reference"))


def show_reference(request: HttpRequest) -> HttpResponse:
    """Every operation, its parameters and its answers."""
    return render(request, "api/reference.html", {})
