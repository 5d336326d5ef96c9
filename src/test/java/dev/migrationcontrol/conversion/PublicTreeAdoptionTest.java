package dev.migrationcontrol.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.OperationAssert;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.adoption.OldProject;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.conversion.migration.PublicTree;
import dev.migrationcontrol.conversion.migration.PublicTreesTest;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.schema.SchemaDifferences;
import dev.migrationcontrol.text.PublicTreeRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Public trees beside the repository, see {@link PublicTreesTest}: their databases, as their own systems leave them, are taken
 * over by the service, and every way back is judged from the state before its own migration.
 */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@EnabledIfSystemProperty(named = "trees", matches = ".+")
class PublicTreeAdoptionTest {
    @Inject
    SchemaComparison comparison;

    static List<String> trees() throws IOException {
        return PublicTree.listed();
    }

    @ParameterizedTest
    @MethodSource("trees")
    void databasesOfTheOldSystemAreProvenEqualAndAdopted(String line) {
        PublicTree tree = PublicTree.of(line);
        Conversion conversion = tree.convert();
        OldProject project = OldProject.empty("shop");
        Converting.unpack(conversion, project.environment.folder());
        project.manifest(manifest(conversion));
        project.environment.execute(
                "DROP SCHEMA IF EXISTS drizzle CASCADE; DROP SCHEMA IF EXISTS graphile_migrate CASCADE");
        tree.setUp(project.environment.database());
        tree.run(project.environment.database());
        PublicTreeRows rows = new PublicTreeRows(tree, conversion);
        project.environment.execute(rows.sql());
        String mode = "{\"mode\":\"%s\"" + rows.tables() + "}";
        OperationAssert plan = project.consolidate(mode.formatted("plan")).succeeded();
        System.out.println(line + ": proof " + plan.json().getString("result.proof.verdict") + ", "
                + plan.json().getList("result.applied").size() + " applied, pending "
                + plan.json().getList("result.pending") + ", findings "
                + plan.json().getList("result.findings.rule"));
        System.out.println("  " + plan.json().getList("result.proof.differences"));
        assertThat(plan.json().getString("result.proof.verdict")).isEqualTo("EXACT");
        project.consolidate(mode.formatted("adopt")).succeeded().with("result.stage", "ADOPTED");
        Service.awaitState(project.environment, "UP_TO_DATE");
        assertThat(project.stockFlyway())
                .hasSize(conversion.migrations().size())
                .allMatch(each -> each.endsWith(" Success"));
        System.out.println("  adopted; stock Flyway validates");
    }

    private static String manifest(Conversion conversion) {
        try {
            Manifest manifest = Manifest.of(SourceMerge.merge(List.of(conversion)), List.of("tree"));
            return new ObjectMapper().writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void waysBackAreJudgedFromTheStateBeforeTheirOwnMigration(String line) throws SQLException {
        PublicTree tree = PublicTree.of(line);
        String chain = TestServer.createDatabase();
        tree.setUp(chain);
        Map<String, Integer> verdicts = new TreeMap<>();
        for (ConvertedMigration each : tree.convert().migrations()) {
            if (each.undoSql() == null) {
                PublicTree.psql(chain, each.transactional(), each.sql());
                continue;
            }
            String before = copy(chain, chain + "_before");
            PublicTree.psql(chain, each.transactional(), each.sql());
            String back = copy(chain, chain + "_back");
            String verdict = verdict(each, back, before);
            verdicts.merge(verdict, 1, Integer::sum);
            sql("DROP DATABASE " + before, "DROP DATABASE " + back);
        }
        System.out.println(line + ": ways back " + verdicts);
        assertThat(verdicts).isNotNull();
    }

    private String verdict(ConvertedMigration migration, String back, String before) throws SQLException {
        try {
            PublicTree.psql(back, migration.undoTransactional(), String.valueOf(migration.undoSql()));
        } catch (AssertionError e) {
            System.out.println("  does not run: " + migration.undoScript() + " "
                    + String.valueOf(e.getMessage())
                            .lines()
                            .filter(text -> text.contains("ERROR"))
                            .findFirst());
            return "does not run";
        }
        SchemaDifferences differences = comparison.compare(
                TestServer.database(back),
                TestServer.database(before),
                ComparisonScope.NOTHING,
                SchemaComparison.Rows.AT_LEAST);
        String verdict = differences.verdict().name().toLowerCase(Locale.ROOT);
        if (verdict.equals("different")) {
            System.out.println("  different: " + migration.undoScript() + " "
                    + differences.list().stream().limit(3).toList());
        }
        return verdict;
    }

    private static String copy(String database, String name) throws SQLException {
        sql("CREATE DATABASE " + name + " TEMPLATE " + database);
        return name;
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = TestServer.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
