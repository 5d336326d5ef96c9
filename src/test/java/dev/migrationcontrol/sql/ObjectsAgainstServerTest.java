package dev.migrationcontrol.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader says of statements is what PostgreSQL does. */
class ObjectsAgainstServerTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    static Stream<Path> inputs() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String each : List.of("inputs", "conversions")) {
            try (Stream<Path> inside = Files.list(RESOURCES.resolve(each))) {
                inside.filter(Files::isDirectory).sorted().forEach(folders::add);
            }
        }
        return folders.stream();
    }

    @BeforeAll
    static void createRole() {
        TestServer.execute(
                "postgres",
                "DO $$ BEGIN CREATE ROLE app_owner SUPERUSER; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    }

    @Test
    void saysOfEveryKindOfStatementWhatTheServerDoes() throws SQLException, IOException {
        try (Connection connection = TestServer.connect(TestServer.createDatabase())) {
            JudgedScript judged = new JudgedScript(connection);
            judged.run(Files.readString(RESOURCES.resolve("sql/objects.sql")));
            assertThat(judged.refused()).isEmpty();
            assertThat(judged.differences()).isEmpty();
            assertThat(judged.statements()).isGreaterThan(150);
        }
    }

    /** Statements that the server refuses here, without the runner and its settings, are passed over. */
    @ParameterizedTest
    @MethodSource("inputs")
    void saysOfTheInputsOfPublicReportsWhatTheServerDoes(Path folder) throws SQLException, IOException {
        try (Stream<Path> files = Files.walk(folder);
                Connection connection = TestServer.connect(TestServer.createDatabase())) {
            JudgedScript judged = new JudgedScript(connection);
            for (Path file : files.filter(each -> each.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                String text = read(file);
                // The driver leaves a session in another encoding.
                if (!connection.isClosed()) {
                    judged.run(text.replace("${who}", "bob").replace("\uFEFF", ""));
                }
            }
            assertThat(judged.differences()).isEmpty();
        }
    }

    /** Nothing of a file that is not UTF-8. */
    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
