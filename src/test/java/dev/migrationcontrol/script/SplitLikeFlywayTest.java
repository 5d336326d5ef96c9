package dev.migrationcontrol.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.sql.ReadScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.filesystem.FileSystemResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our reader splits scripts into the same statements as stock Flyway, except where that is wrong. */
class SplitLikeFlywayTest {
    /** Cut at an inner END, at a backslash that escapes, or not at all; or with commands of psql in it. */
    private static final Set<String> FLYWAY_IS_WRONG = Set.of(
            "p01-atomic-names/V1__a.sql",
            "p02-atomic-case/V1__a.sql",
            "p08-restrict/V1__a.sql",
            "p10-scs-off/V1__a.sql",
            "q02c-atomic-nested-case/V1__a.sql");

    private static final Path INPUTS = Path.of("src/test/resources/inputs");
    private static final FluentConfiguration SETTINGS =
            Flyway.configure().placeholderReplacement(false).mixed(true);

    static Stream<Path> scripts() throws IOException {
        return Stream.of(INPUTS, Path.of("deploy/sample"))
                .flatMap(SplitLikeFlywayTest::walk)
                .filter(file -> file.toString().endsWith(".sql") && isUtf8(file))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void splitsAlike(Path file) throws IOException {
        List<String> ours = ours(file);
        List<String> flyways = flyways(file);
        if (FLYWAY_IS_WRONG.contains(INPUTS.relativize(file).toString().replace('\\', '/'))) {
            assertThat(ours).isNotEqualTo(flyways);
        } else {
            assertThat(ours).isEqualTo(flyways);
        }
    }

    @TempDir
    private Path folder;

    /** A statement that begins with a parenthesis would lose it: each begins with a word. */
    @Test
    void splitsGeneratedScriptsAlike() throws IOException {
        List<String> pieces = List.of(
                "'a;b'",
                "'it''s'",
                "\"q;\"\"i\"",
                "$$ x; $$",
                "$a$ $$;$$ $a$",
                "-- c; '\n",
                "/* d; /* e; */ ' */",
                "(1, 2)",
                "f(';')",
                "E'\\';'",
                "B'1'",
                "1.5",
                "x",
                "case when true then 1 end",
                "+",
                "a.b",
                "\n",
                "\n\n",
                "::text");
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            StringBuilder script = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                script.append(random.nextInt(5) == 0 ? ";\nselect " : pieces.get(random.nextInt(pieces.size())) + " ");
            }
            Path file = Files.writeString(folder.resolve("V1__generated.sql"), "select 1 " + script);
            assertThat(ours(file)).as(script.toString()).isEqualTo(flyways(file));
        }
    }

    private static List<String> ours(Path file) throws IOException {
        return ReadScript.of(Files.readString(file)).statements().stream()
                .map(each -> plain(each.text()) + (each.copied() == null ? "" : " with data"))
                .toList();
    }

    private static List<String> flyways(Path file) {
        FileSystemResource resource = new FileSystemResource(null, file.toString(), StandardCharsets.UTF_8, false);
        SqlScript script = new PostgreSQLDatabaseType()
                .createSqlScriptFactory(SETTINGS, new ParsingContext())
                .createSqlScript(resource, true, null);
        List<String> statements = new ArrayList<>();
        try (SqlStatementIterator all = script.getSqlStatements()) {
            while (all.hasNext()) {
                SqlStatement each = all.next();
                statements.add(plain(each.getSql()) + (each.getDelimiter().contains("\\.") ? " with data" : ""));
            }
        } catch (FlywayException e) {
            statements.add("failed");
        }
        return statements;
    }

    /** Without the comments around it, which either may count to the statement or not. */
    private static String plain(String sql) {
        List<String> tokens = new ArrayList<>();
        ReadScript.of(sql)
                .statements()
                .forEach(each -> each.tokens().all().forEach(token -> tokens.add(token.in(each.text()))));
        return String.join(" ", tokens);
    }

    private static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isUtf8(Path file) {
        try {
            return FileEncoding.problem(Files.readAllBytes(file)).isEmpty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
