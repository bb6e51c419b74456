"""The admin site: entered by the site's own door, with a policy that its scripts can live under, and no other page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from unfold.sites import UnfoldAdminSite

#: Alpine, on which the admin's looks are built, makes functions of its attributes and writes styles of its own.
POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


class AuthoringSite(UnfoldAdminSite):  # type: ignore[misc] # Unfold publishes no types
    index_title = "Your courses"

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def under_policy(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            """Django's `csp_override`, but for pages that have chosen a stricter policy themselves: previews."""
            response: HttpResponse = guarded(request, *args, **kwargs)
            if not hasattr(response, "_csp_config"):
                response._csp_config = POLICY  # type: ignore[attr-defined]  # noqa: SLF001
            return response

        return under_policy

    def get_urls(self) -> list[Any]:
        """Without the address that leads from any row's number to the row's own: it would tell keys of drafts."""
        return [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))
