from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("library", "0002_published_use")]

    operations = [
        migrations.AddField("publisheduse", "shown_as", models.CharField(blank=True, db_default="", default="", max_length=200)),
    ]
