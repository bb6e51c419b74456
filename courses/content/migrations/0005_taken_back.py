from django.db import migrations, models


class Migration(migrations.Migration):
    """Outlines and demos that were to open with a section which does not."""

    dependencies = [("content", "0004_all_publications_open_in_time")]
    operations = [
        migrations.AddField(
            model_name=name,
            name="taken_back_at",
            field=models.DateTimeField(editable=False, null=True),
        )
        for name in ("coursepublication", "demopublication")
    ]
