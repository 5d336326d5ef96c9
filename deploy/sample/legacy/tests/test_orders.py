import psycopg


def test_orders_belong_to_customers(database):
    with psycopg.connect(database) as connection:
        customer = connection.execute(
            "INSERT INTO customers (email, name) VALUES ('a@example.com', 'A') RETURNING id"
        ).fetchone()[0]
        connection.execute("INSERT INTO orders (customer_id, total_cents) VALUES (%s, 100)", (customer,))
        connection.rollback()
