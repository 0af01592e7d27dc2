from django.db import migrations, models

PAGES = ("homepage", "sectionpage", "standardpage")
# Until now an empty alternative text said that the picture only decorates.


def keep_what_empty_meant(apps, schema_editor):
    for name in PAGES:
        apps.get_model("home", name).objects.filter(picture__isnull=False, picture_alt="").update(picture_is_decorative=True)
    revisions = apps.get_model("wagtailcore", "Revision").objects
    of_pages = revisions.filter(content_type__app_label="home", content_type__model__in=PAGES, content__picture_alt="")
    for revision in of_pages.only("content").iterator(chunk_size=200):
        if revision.content.get("picture"):
            revision.content["picture_is_decorative"] = True
            revision.save(update_fields=["content"])


def decorates():
    return models.BooleanField(
        db_default=False,
        default=False,
        help_text="It says nothing that the text does not say: screen readers pass over it.",
        verbose_name="the picture only decorates",
    )


def alternative():
    return models.CharField(
        blank=True,
        help_text="What the picture shows, for those who do not see it.",
        max_length=250,
        verbose_name="alternative text of the picture",
    )


class Migration(migrations.Migration):

    dependencies = [
        ("home", "0003_form_pages"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        *(migrations.AddField(name, "picture_is_decorative", decorates()) for name in PAGES),
        *(migrations.AlterField(name, "picture_alt", alternative()) for name in PAGES),
        migrations.RunPython(keep_what_empty_meant, migrations.RunPython.noop),
    ]
