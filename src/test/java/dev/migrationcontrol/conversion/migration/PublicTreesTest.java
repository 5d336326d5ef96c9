package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.BothRunners;
import dev.migrationcontrol.finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trees of public repositories, laid beside the repository: {@code -Dtrees=list}, a file with lines {@code system|folder},
 * and {@code |setup.sql} where the tree needs something first. What psql makes of the originals is compared with what the
 * converted scripts make.
 */
@EnabledIfSystemProperty(named = "trees", matches = ".+")
public class PublicTreesTest {
    @TempDir
    Path scripts;

    static List<String> trees() throws IOException {
        return PublicTree.listed();
    }

    @ParameterizedTest
    @MethodSource("trees")
    void convertedScriptsMakeTheSameSchema(String line) {
        PublicTree tree = PublicTree.of(line);
        Conversion conversion = tree.convert();
        System.out.println(line + ": " + conversion.migrations().size() + " converted, "
                + conversion.migrations().stream()
                        .filter(each -> each.undoSql() != null)
                        .count() + " undo; "
                + conversion.order());
        conversion.findings().stream()
                .filter(each -> each.severity() != Severity.INFO)
                .forEach(each -> System.out.println(
                        "  " + each.severity() + " " + each.rule() + " " + each.where() + " " + each.detail()));
        assertThat(conversion.findings()).noneMatch(each -> each.severity() == Severity.ERROR);
        BothRunners runners = new BothRunners(Converting.unpack(conversion, scripts));
        String old = TestServer.createDatabase();
        String ours = TestServer.createDatabase();
        String stock = TestServer.createDatabase();
        Stream.of(old, ours, stock).forEach(tree::setUp);
        tree.run(old);
        runners.upgradeByOurs(ours);
        runners.upgradeByStock(stock);
        List<String> expected = schema(runners, old);
        System.out.println("  " + expected.size() + " lines of schema");
        assertThat(schema(runners, stock)).containsExactlyElementsOf(expected);
        assertThat(schema(runners, ours)).containsExactlyElementsOf(expected);
    }

    /** Rows hold times and random numbers, so they are counted only. */
    private static List<String> schema(BothRunners runners, String database) {
        return runners.picture(database).stream()
                .map(line -> line.startsWith("rows of ")
                        ? line.replaceAll("(?s):.*", "") + ": "
                                + rows(database, line.replaceAll("(?s)^rows of |:.*", ""))
                        : line)
                .toList();
    }

    private static String rows(String database, String table) {
        try (Connection connection = TestServer.connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
