from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("shop", "0002_first_shop")]
    operations = [AddIndexConcurrently("Shop", models.Index(fields=["name"], name="shop_by_name"))]
