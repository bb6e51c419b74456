"""A question may have a goal, which one reaches by choosing who runs next."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0008_marks_of_options")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="goal",
            field=models.CharField(
                blank=True,
                default="",
                help_text="where one is the scheduler: prints 1, or fails deadlock",
                max_length=120,
            ),
            preserve_default=False,
        ),
    ]
