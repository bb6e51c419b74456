from django.db import migrations, models
import django.utils.timezone


class Migration(migrations.Migration):
    """What was published before is read at once, as it was."""

    dependencies = [("content", "0003_live_publications")]
    operations = [
        migrations.AddField(
            model_name=name,
            name="visible_from",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        )
        for name in ("coursepublication", "demopublication")
    ]
