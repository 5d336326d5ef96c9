package dev.migrationcontrol.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    /** Statements of every kind whose locks were measured on PostgreSQL 15 and 18. */
    static Stream<String> forms() throws IOException {
        try (InputStream in = CommandsTest.class.getResourceAsStream("forms.sql")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return ReadScript.of(text).statements().stream().map(Statement::text);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormIsReadButBlocks(String form) {
        boolean block = form.startsWith("do ");
        assertThat(Commands.of(form)).singleElement().matches(each -> each instanceof Command.Opaque == block);
    }

    private static TableAction action(String action) {
        return ((Command.AlterTable) Commands.of("ALTER TABLE t " + action).get(0))
                .actions()
                .get(0);
    }

    private static Column column(String column) {
        return ((TableAction.AddColumn) action("ADD COLUMN " + column)).column();
    }

    @Test
    void theTypeOfAColumnEndsBeforeItsConstraints() {
        assertThat(column("c timestamp(3) with time zone NOT NULL").type()).hasToString("timestamp with time zone(3)");
        assertThat(column("c varchar(10)[] DEFAULT '{}'").type()).isEqualTo(TypeName.of("character varying(10)[]"));
        assertThat(column("c pg_catalog.int4").type()).isEqualTo(TypeName.of("integer"));
        assertThat(column("c char").type()).isEqualTo(TypeName.of("character(1)"));
        assertThat(column("c \"Mood\" DEFAULT 'x'").type().base()).isEqualTo("mood");
    }

    @Test
    void aDefaultEndsBeforeTheNextConstraint() {
        Column column = column("c timestamptz DEFAULT (now() AT TIME ZONE 'utc') NOT NULL CHECK (c > now()) UNIQUE");
        assertThat(Objects.requireNonNull(column.defaultValue()).text()).isEqualTo("(now() AT TIME ZONE 'utc')");
        assertThat(column.notNull()).isTrue();
        assertThat(column.has(TableConstraint.Kind.UNIQUE)).isTrue();
        assertThat(column("c int DEFAULT NULL").defaultValue().isNull()).isTrue();
        assertThat(column("c int GENERATED ALWAYS AS (a + b)").generated()).isEqualTo("VIRTUAL");
    }

    @Test
    void constraintsHaveTheirOptions() {
        TableConstraint key = ((TableAction.AddConstraint)
                        action(
                                "ADD CONSTRAINT k FOREIGN KEY (a, b) REFERENCES app.o (x, y) ON DELETE SET NULL DEFERRABLE NOT VALID"))
                .constraint();
        assertThat(key.columns()).containsExactly("a", "b");
        assertThat(key.references()).isEqualTo(new ObjectName("app", "o"));
        assertThat(key.onDelete()).isEqualTo("SET NULL");
        assertThat(key.notValid()).isTrue();
        assertThat(((TableAction.AddConstraint) action("ADD PRIMARY KEY USING INDEX i"))
                        .constraint()
                        .usingIndex())
                .isEqualTo("i");
    }

    @Test
    void namesAreFoldedAndQuotesKept() {
        assertThat(Commands.of("DROP TABLE IF EXISTS App.\"Users\", other CASCADE"))
                .containsExactly(new Command.Drop(
                        "table",
                        List.of(new ObjectName("app", "Users"), new ObjectName(null, "other")),
                        null,
                        true,
                        false,
                        true));
    }

    @Test
    void whatThePartsOfAWithChangeIsRead() {
        assertThat(Commands.of("WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone"))
                .containsExactly(
                        new Command.Delete(new ObjectName(null, "a"), false),
                        new Command.Insert(new ObjectName(null, "b"), false, true, true, false, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREAT TABLE t (id int)",
                "ALTER TABLE",
                "CREATE INDEX",
                "DROP",
                "ALTER TABLE t ADD COLUMN",
                "GRANT",
                "EXECUTE p",
                "CALL p()",
                "ALTER TABLE t RENAME a b",
                "CREATE FROG x",
                ")))",
                "SET"
            })
    void whatIsNotUnderstoodIsOpaque(String sql) {
        assertThat(Commands.of(sql)).singleElement().isInstanceOf(Command.Opaque.class);
    }

    @Test
    @Timeout(20)
    void deepAndLongStatementsAreReadInLinearTime() {
        String deep = "SELECT " + "(".repeat(200_000) + "1" + ")".repeat(200_000);
        assertThat(Commands.of(deep)).singleElement().isInstanceOf(Command.Select.class);
        String column = "ALTER TABLE t ADD COLUMN c int DEFAULT " + "(".repeat(9_000) + "1" + ")".repeat(9_000);
        assertThat(Commands.of(column)).singleElement().isInstanceOf(Command.AlterTable.class);
        String wide = "CREATE TABLE t (" + "c int,".repeat(1_000_000) + "d int)";
        assertThat(Commands.of(wide)).singleElement().isInstanceOf(Command.Opaque.class);
        String data = "INSERT INTO t (a) VALUES " + "('x'),".repeat(1_000_000) + "('y')";
        assertThat(Commands.of(data)).singleElement().isInstanceOf(Command.Insert.class);
    }

    @Test
    void nothingIsNoCommand() {
        assertThat(Commands.of("  -- only a comment")).isEmpty();
    }
}
