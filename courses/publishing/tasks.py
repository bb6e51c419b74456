"""What is done beside the site: the look at every reference, once a day."""

from celery import shared_task

from courses.content.models import Reference
from courses.publishing.link_checking import check_links


@shared_task(name="publishing.check_links")
def check_every_link() -> None:
    """Safe to run twice: it notes what it finds."""
    check_links(Reference.objects.filter(section__taken_out_at=None).order_by("pk"))
