package dev.migrationcontrol.adoption;

import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.conversion.migration.Converting;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Databases as the two migration systems of deploy/sample/legacy make them, and the scripts that come of it. */
final class LegacyShop {
    static final Path TREE = Path.of("deploy", "sample", "legacy");

    /** What a conversion of both systems is asked for. */
    static final String SOURCES = """
            {"sources":[{"directory":"legacy","system":"alembic","sqlOutput":"alembic-upgrade.sql"},
                        {"directory":"legacy/sql","system":"custom"}]}""";

    private static final String RUNNER_TABLE = """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                filename text PRIMARY KEY,
                applied_at timestamptz NOT NULL DEFAULT now()
            )""";

    /** The first statements of the custom runner. */
    static final String RUNNER_STARTS = RUNNER_TABLE + "; SELECT filename FROM schema_migrations";

    /** The first statements of Alembic. */
    static final String ALEMBIC_STARTS = "SELECT alembic_version.version_num FROM alembic_version";

    private LegacyShop() {}

    /** All of Alembic, and the first so many files of the runner. */
    static OldProject with(String environment, int files) {
        OldProject project = OldProject.empty(environment);
        project.environment.execute(read("alembic-upgrade.sql"));
        runner(project.environment, files);
        return project;
    }

    /** Does what shop/sql_runner.py does with the files that are not recorded yet. */
    static void runner(TestEnvironment environment, int files) {
        environment.execute(RUNNER_TABLE);
        List<String> done = environment.query("SELECT filename FROM schema_migrations");
        List.of("001_create_products.sql", "002_create_stock.sql", "003_index_products.sql", "004_seed_products.sql")
                .subList(0, files)
                .stream()
                .filter(file -> !done.contains(file))
                .forEach(file -> {
                    environment.execute(read("sql/" + file));
                    environment.execute("INSERT INTO schema_migrations (filename) VALUES ('" + file + "')");
                });
    }

    static String read(String file) {
        try {
            return Files.readString(TREE.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for the archive of both systems' migrations and unpacks it into the environment's locations. */
    static void unpack(TestEnvironment environment) {
        unpack(environment, SOURCES);
    }

    /** Asks for the archive of these sources and unpacks it into the environment's locations. */
    static void unpack(TestEnvironment environment, String sources) {
        byte[] archive = RestAssured.given()
                .accept("application/zip")
                .contentType(ContentType.JSON)
                .body(sources)
                .post("/api/v1/conversions")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Converting.write(environment.folder(), entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
