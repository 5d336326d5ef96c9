package dev.migrationcontrol.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.conversion.migration.Converting;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flyway's own history is one of two systems: both become one history of another name. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class FlywayBesideTest {
    private static final Path TREE = ServiceUnderTest.SOURCES.resolve("beside");
    private static final String SOURCES = """
            {"sources":[{"directory":"beside/flyway","system":"flyway"},{"directory":"beside/dbmate","system":"dbmate"}]}
            """;

    private final OldProject project = OldProject.empty("beside");

    @BeforeEach
    void bothHaveRun() {
        write("flyway/V1__customers.sql", "CREATE TABLE customers (id int PRIMARY KEY);\n");
        write("flyway/V2__orders.sql", "CREATE TABLE orders (id int PRIMARY KEY);\n");
        write(
                "dbmate/1_stock.sql",
                "-- migrate:up\nCREATE TABLE stock (id int);\n-- migrate:down\nDROP TABLE stock;\n");
        flyway().load().migrate();
        project.environment.execute("CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY);"
                + "INSERT INTO schema_migrations VALUES ('1'); CREATE TABLE stock (id int)");
        LegacyShop.unpack(project.environment, SOURCES);
    }

    private static void write(String file, String text) {
        Converting.write(TREE, file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the application runs it: its own scripts, the usual table. */
    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + TestServer.HOST + ":" + TestServer.port() + "/"
                                + project.environment.database(),
                        TestServer.USER,
                        "unused")
                .locations("filesystem:" + TREE.resolve("flyway"));
    }

    @Test
    void theUsualTableOfFlywayIsAnOldOneWhereTheHistoryHasAnotherName() {
        project.consolidate(ConsolidationMode.PLAN).succeeded().with("result.proof.verdict", "EXACT");
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
        assertThat(project.environment.query("SELECT version FROM one_history ORDER BY installed_rank"))
                .containsExactly("1.1", "1.2", "2.1");
        Service.awaitState(project.environment, "UP_TO_DATE");

        project.consolidate(ConsolidationMode.RETIRE).succeeded();
        assertThatThrownBy(() -> flyway().load().migrate()).hasMessageContaining("flyway is retired here");
        flyway().locations("filesystem:" + project.environment.folder())
                .table("one_history")
                .load()
                .validate();

        project.consolidate(ConsolidationMode.UNDO).succeeded();
        flyway().load().validate();
        assertThat(project.environment.query("SELECT version FROM schema_migrations"))
                .containsExactly("1");
    }

    @Test
    void theHistoryThatIsBegunIsNoOldOne() {
        project.consolidate(ConsolidationMode.ADOPT).succeeded();
        assertThat(project.consolidate(ConsolidationMode.PLAN)
                        .succeeded()
                        .json()
                        .getList("result.findings.rule", String.class))
                .doesNotContain("other-system-recorded", "version-table-ambiguous");
    }
}
