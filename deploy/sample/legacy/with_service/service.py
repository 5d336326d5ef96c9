"""Products, by asynchronous SQLAlchemy."""
from sqlalchemy import text


class ProductService:
    def __init__(self, engine):
        self.engine = engine

    async def add(self, sku, title, price_cents):
        async with self.engine.begin() as connection:
            await connection.execute(
                text("INSERT INTO products (sku, title, price_cents) VALUES (:sku, :title, :price)"),
                {"sku": sku, "title": title, "price": price_cents},
            )

    async def count(self):
        async with self.engine.connect() as connection:
            return (await connection.execute(text("SELECT count(*) FROM products"))).scalar_one()
