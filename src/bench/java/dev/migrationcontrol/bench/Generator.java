package dev.migrationcontrol.bench;

import java.util.List;
import java.util.stream.IntStream;

/** Generates migrations as they are written: ten kinds in turn, each group of ten about tables of its own. */
final class Generator {
    private Generator() {}

    static List<Migration> migrations(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Generator::migration).toList();
    }

    private static Migration migration(int version) {
        int group = (version - 1) / 10;
        Kind kind = KINDS.get((version - 1) % 10);
        return new Migration(
                version,
                kind.description(),
                kind.script().replace("#", Integer.toString(group)),
                kind.undo().replace("#", Integer.toString(group)));
    }

    private record Kind(String description, String script, String undo) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("create_customer", """
                    CREATE TABLE customer_# (
                        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        name text NOT NULL,
                        created_at timestamptz NOT NULL DEFAULT now()
                    );
                    COMMENT ON TABLE customer_# IS 'Who orders.';
                    """, "DROP TABLE customer_#;\n"),
            new Kind("add_email", """
                    ALTER TABLE customer_# ADD COLUMN email text, ADD COLUMN active boolean NOT NULL DEFAULT true;
                    """, "ALTER TABLE customer_# DROP COLUMN active, DROP COLUMN email;\n"),
            new Kind("index_email", """
                    CREATE UNIQUE INDEX customer_#_email ON customer_# (lower(email));
                    """, "DROP INDEX customer_#_email;\n"),
            new Kind("seed_customers", """
                    INSERT INTO customer_# (name, email) VALUES
                        ('Ada', 'ada@example.org'), ('Grace', 'grace@example.org'), ('Edsger', 'edsger@example.org');
                    UPDATE customer_# SET active = false WHERE name = 'Edsger';
                    """, "DELETE FROM customer_#;\n"),
            new Kind("create_purchase", """
                    CREATE TABLE purchase_# (
                        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        customer_id bigint NOT NULL,
                        amount numeric(12, 2) NOT NULL,
                        placed_on date NOT NULL
                    );
                    CREATE INDEX purchase_#_customer ON purchase_# (customer_id);
                    """, "DROP TABLE purchase_#;\n"),
            new Kind("reference_customer", """
                    ALTER TABLE purchase_# ADD CONSTRAINT purchase_#_of FOREIGN KEY (customer_id) REFERENCES customer_# (id);
                    """, "ALTER TABLE purchase_# DROP CONSTRAINT purchase_#_of;\n"),
            new Kind("create_turnover", """
                    CREATE VIEW turnover_# AS
                        SELECT c.id, c.name, sum(p.amount) AS amount
                          FROM customer_# c JOIN purchase_# p ON p.customer_id = c.id GROUP BY c.id;
                    """, "DROP VIEW turnover_#;\n"),
            new Kind("create_discount", """
                    CREATE FUNCTION discount_#(amount numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
                    BEGIN
                        RETURN CASE WHEN amount > 100 THEN amount * 0.9 ELSE amount END;
                    END $$;
                    """, "DROP FUNCTION discount_#(numeric);\n"),
            new Kind("check_amount", """
                    ALTER TABLE purchase_# ADD CONSTRAINT purchase_#_amount CHECK (amount >= 0);
                    COMMENT ON COLUMN purchase_#.amount IS 'Before the discount.';
                    """, """
                    COMMENT ON COLUMN purchase_#.amount IS NULL;
                    ALTER TABLE purchase_# DROP CONSTRAINT purchase_#_amount;
                    """),
            new Kind("seed_purchases", """
                    INSERT INTO purchase_# (customer_id, amount, placed_on)
                        SELECT id, 10 * id, date '2026-01-31' FROM customer_#;
                    CREATE INDEX purchase_#_placed_on ON purchase_# (placed_on);
                    """, """
                    DROP INDEX purchase_#_placed_on;
                    DELETE FROM purchase_#;
                    """));
}
