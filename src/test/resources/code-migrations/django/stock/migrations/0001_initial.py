import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "Item",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("shop", models.ForeignKey("shop.Shop", on_delete=django.db.models.deletion.CASCADE)),
            ],
        )
    ]
