package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.migrationcontrol.RotatedRole;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A password that changes while the service runs: on a real server, in either order. */
class RotationTest {
    private static final String ONE = "canary-one";
    private static final String TWO = "canary-two";
    private static final String HOST = "127.0.0.1:" + TestServer.port() + "/postgres";

    private final DatabaseConnections connections = new DatabaseConnections();
    private final RotatedRole role = RotatedRole.create(ONE);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("secret");
    }

    /** Every way to name a file. */
    enum Spelling {
        URL("SHOP_DATABASE_URL_FILE"),
        DEPRECATED_URL("DATABASE_SHOP_URL_FILE"),
        URL_PROPERTY("migration-control.environments.shop.url-file"),
        PASSWORD_PROPERTY("migration-control.environments.shop.password-file"),
        PASSWORD_VARIABLE("MIGRATION_CONTROL_ENVIRONMENTS_SHOP_PASSWORD_FILE"),
        PART("DB_PASSWORD_FILE"),
        REFERENCE("SHOP_DATABASE_URL");

        final String name;

        Spelling(String name) {
            this.name = name;
        }

        String content(RotatedRole role, String password) {
            boolean url = this == URL || this == DEPRECATED_URL || this == URL_PROPERTY;
            return url ? "postgresql://" + role.name() + ":" + password + "@" + HOST + "\n" : password + "\n";
        }

        Database database(RotatedRole role, Path file) {
            String login = "postgresql://" + role.name() + "@" + HOST;
            Environments planned = switch (this) {
                case URL, DEPRECATED_URL, URL_PROPERTY -> Planned.environments(name, file.toString());
                case PASSWORD_PROPERTY, PASSWORD_VARIABLE ->
                    Planned.environments("SHOP_DATABASE_URL", login, name, file.toString());
                case PART ->
                    Planned.environments(
                            "DB_HOST",
                            "127.0.0.1",
                            "DB_PORT",
                            String.valueOf(TestServer.port()),
                            "DB_NAME",
                            "postgres",
                            "DB_USER",
                            role.name(),
                            name,
                            file.toString());
                case REFERENCE ->
                    Planned.environments(
                            "SHOP_PASSWORD_FILE", file.toString(), name, login.replace("@", ":${SHOP_PASSWORD}@"));
            };
            return planned.all().get(0).database();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsReadAtEachConnect(Spelling spelling) throws Exception {
        Files.writeString(file, spelling.content(role, ONE));
        Database database = spelling.database(role, file);
        assertThat(database.toString()).contains(spelling.name).doesNotContain(ONE);
        connect(database);

        role.alter(TWO);
        refused(() -> connect(database), spelling.name);
        Files.writeString(file, spelling.content(role, TWO));
        connect(database);

        Files.writeString(file, spelling.content(role, ONE));
        refused(() -> connect(database), spelling.name);
        role.alter(ONE);
        connect(database);
    }

    /** Whoever connects between the two changes does not fail. */
    @Test
    void theSecondOfTheTwoChangesIsWaitedFor() throws Exception {
        Database database = url(ONE);
        role.alter(TWO);
        CompletableFuture<Void> connecting = CompletableFuture.runAsync(() -> connectUnchecked(database));
        Thread.sleep(150);
        Files.writeString(file, role.url("postgres", TWO));
        connecting.get();

        Files.writeString(file, role.url("postgres", ONE));
        CompletableFuture<Void> again = CompletableFuture.runAsync(() -> connectUnchecked(database));
        Thread.sleep(150);
        role.alter(ONE);
        again.get();
    }

    /** Kubernetes writes a folder anew and swaps a link to it; the file keeps its name, and here its time and size. */
    @Test
    void aSwappedLinkIsFollowed() throws Exception {
        for (String version : new String[] {ONE, TWO}) {
            Path content = Files.createDirectory(folder.resolve(version)).resolve("password");
            Files.writeString(content, version);
            Files.setLastModifiedTime(content, java.nio.file.attribute.FileTime.fromMillis(0));
        }
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of(ONE));
        file = Files.createSymbolicLink(folder.resolve("password"), Path.of("..data", "password"));
        Database database = Spelling.PASSWORD_PROPERTY.database(role, file);
        connect(database);

        role.alter(TWO);
        Path swapped = Files.createSymbolicLink(folder.resolve("..new"), Path.of(TWO));
        Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        connect(database);
    }

    @Test
    void aUserThatChangesAsWellIsTaken() throws Exception {
        Database database = url(ONE);
        RotatedRole other = RotatedRole.create(TWO);
        Files.writeString(file, other.url("postgres", TWO));
        try (Connection connection = open(database)) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo(other.name());
        }
    }

    @Test
    void anotherDatabaseInTheFileIsNoRotation() throws Exception {
        Database database = url(ONE);
        Files.writeString(file, role.url("template1", ONE));
        refused(() -> connect(database), "names another database than at the start");
    }

    @Test
    void aFileThatIsGoneOrUnusableIsTold() throws Exception {
        Database database = url(ONE);
        Files.delete(file);
        refused(() -> connect(database), "SHOP_DATABASE_URL_FILE names a file that does not exist");
        Files.writeString(file, "");
        refused(() -> connect(database), "SHOP_DATABASE_URL_FILE names an empty file");
        Files.writeString(file, "canary-three");
        refused(() -> connect(database), "SHOP_DATABASE_URL_FILE does not begin with a PostgreSQL scheme");
        Files.writeString(file, role.url("postgres", ONE) + "\n".repeat(65_536));
        refused(() -> connect(database), "a file of more than 64 KiB");
        String url = role.url("postgres", ONE);
        Files.writeString(file, url + "\n".repeat(65_536 - url.length()));
        connect(database);
    }

    /** What cannot change is not tried twice: some servers lock a role after a few failures. */
    @Test
    void aVariableIsReadAtTheStartAlone() {
        Database database = Planned.environments("SHOP_DATABASE_URL", role.url("postgres", ONE))
                .require("shop")
                .database();
        role.alter(TWO);
        assertThatThrownBy(() -> connect(database))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("(The login comes from SHOP_DATABASE_URL, which is read at the start alone.)")
                .hasMessageNotContaining("canary");
        assertThat(database.source().mayChange()).isFalse();
    }

    @Test
    void theControlDatabaseIsReadAnewAsWell() throws Exception {
        Files.writeString(file, role.url("postgres", ONE));
        Database control =
                Planned.from("CONTROL_DATABASE_URL_FILE", file.toString()).control();
        connect(control);
        role.alter(TWO);
        refused(() -> connect(control), "CONTROL_DATABASE_URL_FILE");
        Files.writeString(file, role.url("postgres", TWO));
        connect(control);
    }

    private Database url(String password) throws IOException {
        Files.writeString(file, role.url("postgres", password));
        return Spelling.URL.database(role, file);
    }

    private static void refused(ThrowingCallable connecting, String message) {
        assertThatThrownBy(connecting)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message)
                .extracting(Throwables::getStackTrace, STRING)
                .doesNotContain("canary");
    }

    private void connectUnchecked(Database database) {
        try {
            connect(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void connect(Database database) throws SQLException {
        open(database).close();
    }

    private Connection open(Database database) throws SQLException {
        return connections.open(database, "test", Map.of(), Duration.ofSeconds(5));
    }
}
