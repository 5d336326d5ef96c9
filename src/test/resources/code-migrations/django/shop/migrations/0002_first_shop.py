from django.db import migrations


def fill(apps, schema_editor):
    person = apps.get_model("people", "Person").objects.create(name="Ada")
    apps.get_model("shop", "Shop").objects.create(name="first", owner=person)


def empty(apps, schema_editor):
    apps.get_model("shop", "Shop").objects.filter(name="first").delete()


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial"), ("people", "0002_favourite")]
    operations = [migrations.RunPython(fill, empty)]
