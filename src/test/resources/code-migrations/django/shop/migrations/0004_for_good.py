from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0003_name_index"), ("stock", "0002_amount")]
    operations = [
        migrations.AlterUniqueTogether("Shop", {("name", "owner")}),
        migrations.RunSQL("UPDATE shop_shop SET name = upper(name)"),
    ]
