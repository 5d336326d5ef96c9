from . import upgrade_table


@upgrade_table.register(description="Orders")
async def upgrade_v1(conn) -> None:
    await conn.execute("CREATE TABLE orders (id bigint PRIMARY KEY)")
