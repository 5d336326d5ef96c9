package dev.migrationcontrol.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrationcontrol.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever differs is found and named, and nothing else is. */
class ObjectKindsTest {
    private static int version;

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

    static List<ObjectKinds.Row> rows() {
        return ObjectKinds.all().toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatDiffersIsNamed(ObjectKinds.Row row) throws Exception {
        assumeTrue(version >= row.since());
        Pair pair = new Pair(row.both());
        try {
            assertThat(pair.differences().verdict()).as("equal before").isEqualTo(SchemaVerdict.EXACT);
            pair.changed(row.change());
            SchemaDifferences differences = pair.differences();
            assertThat(differences.list())
                    .extracting(each -> each.object() + ": " + each.aspect())
                    .containsExactlyInAnyOrderElementsOf(row.objects());
            assertThat(differences.toString()).doesNotContain("geheim");
        } finally {
            pair.drop();
        }
    }
}
