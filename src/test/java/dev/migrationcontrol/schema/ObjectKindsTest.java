package dev.migrationcontrol.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrationcontrol.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever differs is found and named, and nothing else is. */
class ObjectKindsTest {
    private static int version;

    /** Built from the schema of the row before: one that begins as the same is compared with the same database. */
    private static @Nullable Pair before;

    private static String schemaBefore = "";

    @BeforeAll
    static void whatTheServerMustHave() throws SQLException {
        try (Connection connection = TestServer.connect("postgres");
                Statement statement = connection.createStatement()) {
            version = connection.getMetaData().getDatabaseMajorVersion();
            statement.execute("DO 'BEGIN CREATE ROLE mc_reader; EXCEPTION WHEN duplicate_object THEN NULL; END'");
            statement.execute("SET allow_in_place_tablespaces = on");
            if (!statement
                    .executeQuery("SELECT FROM pg_tablespace WHERE spcname = 'mc_space'")
                    .next()) {
                statement.execute("CREATE TABLESPACE mc_space LOCATION ''");
            }
        }
    }

    @AfterAll
    static void leaveNothing() {
        if (before != null) {
            before.drop();
        }
    }

    /** Those that begin as the same follow each other. */
    static List<ObjectKinds.Row> rows() {
        return ObjectKinds.all()
                .sorted(Comparator.comparing(ObjectKinds.Row::both))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatDiffersIsNamed(ObjectKinds.Row row) throws Exception {
        assumeTrue(version >= row.since());
        Pair pair = equal(row.both()).another(row.both());
        try {
            pair.changed(row.change());
            SchemaDifferences differences = pair.differences();
            assertThat(differences.list())
                    .extracting(each -> each.object() + ": " + each.aspect())
                    .containsExactlyInAnyOrderElementsOf(row.objects());
            assertThat(differences.toString()).doesNotContain("geheim");
        } finally {
            pair.dropActual();
        }
    }

    private static Pair equal(String schema) throws SQLException {
        if (before != null && schemaBefore.equals(schema)) {
            return before;
        }
        leaveNothing();
        before = null;
        Pair pair = new Pair(schema);
        assertThat(pair.differences().verdict()).as("equal before").isEqualTo(SchemaVerdict.EXACT);
        before = pair;
        schemaBefore = schema;
        return pair;
    }
}
