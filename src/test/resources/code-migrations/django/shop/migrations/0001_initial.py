import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "Shop",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("name", models.CharField(max_length=80)),
                ("street", models.CharField(max_length=80, default="")),
                (
                    "owner",
                    models.ForeignKey(
                        "people.Person", related_name="shops", on_delete=django.db.models.deletion.CASCADE
                    ),
                ),
            ],
            options={"unique_together": {("name", "street")}},
        )
    ]
