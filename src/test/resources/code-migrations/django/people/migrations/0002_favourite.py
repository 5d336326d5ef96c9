import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("shop", "0001_initial")]
    operations = [
        migrations.AddField(
            "Person",
            "favourite",
            models.ForeignKey("shop.Shop", null=True, on_delete=django.db.models.deletion.SET_NULL),
        ),
        # Its constraint is looked up by name in the database.
        migrations.AlterField("Person", "name", models.CharField(max_length=80)),
    ]
