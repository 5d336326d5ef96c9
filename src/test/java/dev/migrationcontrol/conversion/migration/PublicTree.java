package dev.migrationcontrol.conversion.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.conversion.importer.Importers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * A tree of a public repository, laid beside this one, and how its own system gives its files to the server.
 *
 * @param setup what the tree needs first; empty for nothing
 * @param variables values that its scripts take from outside
 */
public record PublicTree(String system, Path folder, String setup, Map<String, String> variables) {
    /** {@code system|folder}, perhaps {@code |setup.sql}, perhaps {@code |name=value,…}. */
    public static PublicTree of(String line) {
        String[] tree = line.split("\\|");
        return new PublicTree(
                tree[0],
                Path.of(tree[1]),
                tree.length > 2 && !tree[2].isEmpty() ? read(Path.of(tree[2])) : "",
                tree.length > 3 ? variables(tree[3]) : Map.of());
    }

    public static List<String> listed() throws IOException {
        String list = System.getProperty("trees");
        return list == null
                ? List.of()
                : Files.readAllLines(Path.of(list)).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
    }

    public Conversion convert() {
        return Importers.named(system)
                .orElseThrow()
                .convert(SourceFolder.open(
                        folder, folder.toString(), StandardCharsets.UTF_8, variables, ConversionLimits.USUAL));
    }

    public void setUp(String database) {
        if (!setup.isEmpty()) {
            psql(database, false, setup);
        }
    }

    /** Runs the originals in order. */
    public void run(String database) {
        originals(system, folder, variables).forEach(each -> each.accept(database));
    }

    static Map<String, String> variables(String text) {
        return Arrays.stream(text.split(","))
                .collect(Collectors.toMap(each -> each.split("=")[0], each -> each.split("=")[1]));
    }

    /** How each system itself gives its files to the server, told apart by no code of the importers. */
    static List<Consumer<String>> originals(String system, Path folder, Map<String, String> variables) {
        return switch (system) {
            case "goose" ->
                each(folder, ".*\\.sql", "(?s).*?-- \\+goose Up(.*?)(-- \\+goose Down.*)?$", "NO TRANSACTION");
            case "dbmate" ->
                each(folder, ".*\\.sql", "(?s).*?-- migrate:up(.*?)(-- migrate:down.*)?$", "transaction:false");
            case "golang-migrate", "sqlx" -> each(folder, "(.*\\.up|[^.]*)\\.sql", "(?s)(.*)", "CONCURRENTLY");
            case "custom" -> each(folder, ".*\\.up\\.sql", "(?s)(.*)", "CONCURRENTLY");
            case "prisma" -> each(folder, "[^/]+/migration\\.sql", "(?s)(.*)", "CONCURRENTLY");
            case "diesel" -> each(folder, "[^/]+/up\\.sql", "(?s)(.*)", "CONCURRENTLY");
            case "sqitch" -> planned(folder);
            case "graphile-migrate" -> replacing(folder.resolve("committed"), variables);
            default -> each(folder, "[^/]+\\.sql", "(?s)(.*)", "CONCURRENTLY");
        };
    }

    static List<Consumer<String>> each(Path folder, String files, String up, String outside) {
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

    static List<Consumer<String>> replacing(Path folder, Map<String, String> variables) {
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

    static List<Consumer<String>> planned(Path folder) {
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

    static int reworkedAt(List<String> lines, int from, String name) {
        for (int i = from + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + " [")) {
                return i;
            }
        }
        return 0;
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void psql(String database, boolean oneTransaction, String sql) {
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
