from . import upgrade_table


@upgrade_table.register(description="Notes of orders")
async def upgrade_v2(conn) -> None:
    await conn.execute("ALTER TABLE orders ADD COLUMN note text")
