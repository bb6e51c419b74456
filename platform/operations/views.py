"""The health pages: one for "is the process alive", one for "can it serve"."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operations.health import examine


@require_safe
@never_cache
def live(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when everything that pages need is well, else 503; the body says which part is not, and why."""
    findings = examine()
    serves = all(finding.is_well for finding in findings.values() if finding.is_needed)
    body = {name: asdict(finding) for name, finding in findings.items()}
    return JsonResponse({"serves": serves, "parts": body}, status=200 if serves else 503)
