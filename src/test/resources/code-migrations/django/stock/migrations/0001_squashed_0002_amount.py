import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [("stock", "0001_initial"), ("stock", "0002_amount")]
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "Item",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("shop", models.ForeignKey("shop.Shop", on_delete=django.db.models.deletion.CASCADE)),
                ("amount", models.IntegerField(default=0)),
            ],
        )
    ]
