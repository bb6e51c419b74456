"""`manage.py check_links`: visits every reference and names those that are not alive."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.content.models import Reference
from courses.publishing.link_checking import check_links


class Command(BaseCommand):
    help = "Visit the references of all courses, at public addresses only, and note when each was last seen alive."

    def handle(self, *_: Any, **__: Any) -> None:
        references = list(Reference.objects.filter(section__taken_out_at=None).select_related("section"))
        dead = check_links(references)
        for each in dead:
            self.stdout.write(f"{each.section.key}/{each.key}: {each.link}: {each.trouble}")
        self.stdout.write(f"{len(references)} references, {len(dead)} not alive.")
