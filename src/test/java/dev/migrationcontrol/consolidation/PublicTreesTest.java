package dev.migrationcontrol.consolidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.audit.Severity;
import dev.migrationcontrol.engine.BothRunners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
class PublicTreesTest {
    @TempDir
    Path scripts;

    static List<String> trees() throws IOException {
        String list = System.getProperty("trees");
        return list == null ? List.of() : Files.readAllLines(Path.of(list));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void convertedScriptsMakeTheSameSchema(String line) throws IOException {
        String[] tree = line.split("\\|");
        Path folder = Path.of(tree[1]);
        Map<String, String> variables = tree.length > 3 ? variables(tree[3]) : Map.of();
        Conversion conversion = Importers.named(tree[0])
                .orElseThrow()
                .convert(SourceFolder.open(folder, tree[1], StandardCharsets.UTF_8, variables, SourceLimits.USUAL));
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
        if (tree.length > 2 && !tree[2].isEmpty()) {
            Stream.of(old, ours, stock).forEach(each -> psql(each, false, read(Path.of(tree[2]))));
        }
        originals(tree[0], folder, variables).forEach(each -> each.accept(old));
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

    private static Map<String, String> variables(String text) {
        return Arrays.stream(text.split(","))
                .collect(Collectors.toMap(each -> each.split("=")[0], each -> each.split("=")[1]));
    }

    /** How each system itself gives its files to the server, told apart by no code of the importers. */
    private static List<Consumer<String>> originals(String system, Path folder, Map<String, String> variables) {
        return switch (system) {
            case "goose" ->
                each(folder, ".*\\.sql", "(?s).*?-- \\+goose Up(.*?)(-- \\+goose Down.*)?$", "NO TRANSACTION");
            case "dbmate" ->
                each(folder, ".*\\.sql", "(?s).*?-- migrate:up(.*?)(-- migrate:down.*)?$", "transaction:false");
            case "golang-migrate", "sqlx" -> each(folder, "(.*\\.up|[^.]*)\\.sql", "(?s)(.*)", "CONCURRENTLY");
            case "hand-made" -> each(folder, ".*\\.up\\.sql", "(?s)(.*)", "CONCURRENTLY");
            case "prisma" -> each(folder, "[^/]+/migration\\.sql", "(?s)(.*)", "CONCURRENTLY");
            case "diesel" -> each(folder, "[^/]+/up\\.sql", "(?s)(.*)", "CONCURRENTLY");
            case "sqitch" -> planned(folder);
            case "graphile-migrate" -> replacing(folder.resolve("committed"), variables);
            default -> each(folder, "[^/]+\\.sql", "(?s)(.*)", "CONCURRENTLY");
        };
    }

    private static List<Consumer<String>> each(Path folder, String files, String up, String outside) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> folder.relativize(file).toString().matches(files))
                    .sorted(Comparator.comparing(
                            file -> folder.relativize(file).toString().replace("-", "")))
                    .<Consumer<String>>map(file -> database -> {
                        String text = read(file);
                        psql(
                                database,
                                !text.toUpperCase(Locale.ROOT).contains(outside.toUpperCase(Locale.ROOT)),
                                text.replaceFirst(up, "$1"));
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Consumer<String>> replacing(Path folder, Map<String, String> variables) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted()
                    .<Consumer<String>>map(file -> database -> {
                        String text = read(file);
                        for (Map.Entry<String, String> each : variables.entrySet()) {
                            text = text.replace(":" + each.getKey(), each.getValue());
                        }
                        psql(database, true, text);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Consumer<String>> planned(Path folder) {
        List<Consumer<String>> originals = new ArrayList<>();
        List<String> lines = List.of(read(folder.resolve("sqitch.plan")).split("\n"));
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).split("\\s")[0];
            if (name.matches("[^%@#].*")) {
                boolean reworked =
                        lines.subList(i + 1, lines.size()).stream().anyMatch(line -> line.startsWith(name + " ["));
                String tag = lines.subList(0, reworkedAt(lines, i, name)).stream()
                        .filter(line -> line.startsWith("@"))
                        .reduce("", (before, line) -> line.split("\\s")[0]);
                Path file = folder.resolve("deploy/" + name + (reworked ? tag : "") + ".sql");
                originals.add(database -> psql(database, false, read(file)));
            }
        }
        return originals;
    }

    private static int reworkedAt(List<String> lines, int from, String name) {
        for (int i = from + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + " [")) {
                return i;
            }
        }
        return 0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void psql(String database, boolean oneTransaction, String sql) {
        try {
            Path file = Files.createTempFile("original", ".sql");
            Files.writeString(file, sql, StandardCharsets.UTF_8);
            List<String> command = new ArrayList<>(List.of(
                    "psql",
                    "-X",
                    "-q",
                    "-h",
                    TestServer.HOST,
                    "-p",
                    String.valueOf(TestServer.port()),
                    "-U",
                    TestServer.USER,
                    "-d",
                    database,
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-f",
                    file.toString()));
            if (oneTransaction) {
                command.add("-1");
            }
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            Files.delete(file);
            assertThat(process.exitValue()).as(output).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
