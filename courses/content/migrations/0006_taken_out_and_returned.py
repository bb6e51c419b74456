from django.db import migrations, models


class Migration(migrations.Migration):
    """Demos that left their course stay where people read of them; sections that return wait to be published."""

    dependencies = [("content", "0005_taken_back")]
    operations = [
        migrations.AddField(
            model_name="demo", name="taken_out_at", field=models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddField(
            model_name="section", name="returned_at", field=models.DateTimeField(editable=False, null=True)
        ),
    ]
