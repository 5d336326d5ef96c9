package dev.migrationcontrol.source.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.text.SourceText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of migrations in code, as SQL. */
class CodeCallsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "create_table :orders do | CREATE TABLE orders ()",
                "op.create_table('orders') | CREATE TABLE orders ()",
                "pgm.createTable('orders', {}) | CREATE TABLE orders ()",
                "create table(:orders) do | CREATE TABLE orders ()",
                "Schema::create('orders', fn) | CREATE TABLE orders ()",
                "Schema::dropIfExists('orders') | DROP TABLE orders",
                "Schema::table('orders', fn) | ALTER TABLE orders SET ()",
                "Schema::rename('orders', 'sales') | ALTER TABLE orders RENAME TO sales",
                "op.drop_table('orders') | DROP TABLE orders",
                "rename_table :orders, :sales | ALTER TABLE orders RENAME TO sales",
                "alter table(:orders) do | ALTER TABLE orders SET ()",
                "add_index :orders, :owner | CREATE INDEX ON orders ()",
                "add_index :orders, :owner, algorithm: :concurrently | CREATE INDEX CONCURRENTLY ON orders ()",
                "remove_index :orders, :owner | DROP INDEX orders_index",
                "op.drop_index('orders_owner') | DROP INDEX orders_owner",
                "create unique_index(:orders, [:owner]) | CREATE INDEX ON orders ()",
                "add_column :orders, :owner, :text | ALTER TABLE orders ADD COLUMN owner type",
                "remove_column :orders, :owner | ALTER TABLE orders DROP COLUMN owner",
                "op.drop_column('orders', 'owner') | ALTER TABLE orders DROP COLUMN owner",
                "rename_column :orders, :owner, :buyer | ALTER TABLE orders RENAME COLUMN owner TO other",
                "change_column :orders, :owner, :text | ALTER TABLE orders ALTER COLUMN owner SET",
                "add_reference :orders, :owner | ALTER TABLE orders ADD COLUMN owner type",
                "add_timestamps :orders | ALTER TABLE orders ADD COLUMN orders type",
                "add_foreign_key :orders, :owners | ALTER TABLE orders ADD CONSTRAINT owners FOREIGN KEY",
                "op.drop_constraint('orders', 'fk') | ALTER TABLE orders DROP CONSTRAINT fk",
                "create_enum :state, %w[a b] | CREATE TYPE state",
                "drop_type('state') | DROP TYPE state",
                "create_extension_if_not_exists 'citext' | CREATE EXTENSION citext",
                "op.insert_data('orders', []) | INSERT INTO orders",
                "execute \"UPDATE orders SET a = 1\" | UPDATE orders SET a = 1",
                "op.execute('''-- why\\nDROP VIEW v''') | DROP VIEW v",
                "tx.Exec(\"DROP VIEW v\") | DROP VIEW v",
                "this.addSql('DROP VIEW v') | DROP VIEW v",
                "db.runSql('DROP VIEW v') | DROP VIEW v",
                "m.add_table(class_name='Order', tablename='orders') | CREATE TABLE orders ()",
                "m.add_column(table_class_name=\"Order\", tablename=\"orders\", column_name=\"note\") | ALTER TABLE orders ADD COLUMN note type",
                "execute <<~SQL\\n  DROP VIEW v\\nSQL\\n | DROP VIEW v"
            })
    void callsAreReadAsWhatTheyDo(String code, String sql) {
        String text = code.replace("\\n", "\n");
        assertThat(CodeCalls.statements(new SourceText(text, false, false), 0, text.length()))
                .extracting(Statement::text)
                .containsExactly(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# create_table :orders",
                "// createTable('orders')",
                "-- x",
                "execute(\"hello\")",
                "execute(statement)",
                "create_table"
            })
    void commentsAndOtherTextAreNoStatements(String code) {
        assertThat(CodeCalls.statements(new SourceText(code, false, false), 0, code.length()))
                .isEmpty();
    }
}
