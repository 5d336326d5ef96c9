"""Reports, read from a copy of the database."""
import psycopg

from shop.variables import variable


def sold_products() -> list[tuple[str, int]]:
    with psycopg.connect(variable("REPORTS_DATABASE_URL")) as connection:
        return connection.execute("SELECT title, price_cents FROM products ORDER BY title").fetchall()
