from django.db import migrations, models
from django.db.models import JSONField, Value

import centres.zones


class Migration(migrations.Migration):
    dependencies = [("centres", "0001_initial")]

    operations = [
        migrations.AddField(
            "centre",
            "parts",
            JSONField(db_default=Value({}, JSONField()), default=dict, editable=False),
        ),
        migrations.AddField(
            "centre",
            "time_zone",
            models.CharField(
                db_default="Europe/Paris",
                default="Europe/Paris",
                max_length=40,
                validators=[centres.zones.validate_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AddField(
            "centrepage",
            "hours",
            models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="What the opening days do not say: by appointment, closed in August, ring at the second door.",
                max_length=400,
                verbose_name="opening hours in words",
            ),
        ),
    ]
