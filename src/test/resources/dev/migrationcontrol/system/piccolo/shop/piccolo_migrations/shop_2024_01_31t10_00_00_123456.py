from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2024-01-31T10:00:00:123456"
VERSION = "1.5.0"
DESCRIPTION = "orders"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="shop", description=DESCRIPTION)
    manager.add_table(class_name="Order", tablename="orders", schema=None, columns=None)
    return manager
