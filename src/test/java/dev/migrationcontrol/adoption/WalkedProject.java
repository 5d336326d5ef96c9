package dev.migrationcontrol.adoption;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.conversion.migration.Converting;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A project whose old system has run, with its tree below a root of conversions. */
final class WalkedProject {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "legacy");
    private static final String SCHEMAS =
            "sqitch, drizzle, graphile_migrate, atlas_schema_revisions, supabase_migrations, meta";

    final OldProject project;
    private final WalkedSystem system;
    private final Path tree;

    private WalkedProject(OldProject project, WalkedSystem system, Path tree) {
        this.project = project;
        this.system = system;
        this.tree = tree;
    }

    /** With the first so many of the three migrations applied. */
    static WalkedProject at(String environment, WalkedSystem system, int applied) {
        OldProject project = OldProject.empty(environment);
        project.environment.execute("DROP SCHEMA IF EXISTS " + SCHEMAS + " CASCADE");
        project.ran(applied);
        String[] registry =
                read(RESOURCES.resolve(system.folder()).resolve("registry.sql")).split("-- \\d\\n");
        project.environment.execute(String.join("", List.of(registry).subList(0, applied + 1)));
        Path tree = ServiceUnderTest.SOURCES.resolve("walk").resolve(system.folder());
        copy(RESOURCES.resolve(system.folder()).resolve("tree"), tree);
        return new WalkedProject(project, system, tree);
    }

    /** Adds a comment to a file that ran. */
    void edit(String file) {
        try {
            Files.writeString(tree.resolve(file), read(tree.resolve(file)) + "-- changed\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Converts by the service, into the environment's locations. */
    WalkedProject convert() {
        String baseline = system.isBaseline() ? ",\"baselineOf\":\"" + project.environment.name() + "\"" : "";
        Response response = RestAssured.given()
                .accept("application/zip")
                .contentType(ContentType.JSON)
                .body("{\"sources\":[{\"directory\":\"walk/" + system.directory() + "\",\"system\":\"" + system.system()
                        + "\"" + baseline + "}]}")
                .post("/api/v1/conversions");
        response.then().statusCode(200);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(response.asByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Converting.write(project.environment.folder(), entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public dev.migrationcontrol.OperationAssert consolidate(String mode) {
        boolean reads = mode.equals("plan") || mode.equals("adopt");
        return project.consolidate("{\"mode\":\"" + mode + "\"" + (reads ? system.tables() : "") + "}");
    }

    /** Does what the old tool does first when it starts. */
    void startOldTool() {
        project.environment.execute(system.start());
    }

    /** The provenance that the target keeps. */
    List<String> provenance() {
        return project.environment.query("SELECT concat_ws(' ', system, old_id, to_char(old_applied_at AT TIME ZONE "
                + system.zone() + ", 'YYYY-MM-DD HH24:MI:SS')) FROM migration_control_archive.consolidation_source s"
                + " JOIN flyway_schema_history h USING (version) ORDER BY installed_rank");
    }

    /** Objects, rows and history, as far as no guard stands before them. */
    List<String> contents() {
        List<String> contents = new ArrayList<>(project.environment.objects());
        contents.addAll(project.environment.history());
        contents.addAll(project.environment.query("SELECT c::text FROM customers c"));
        return contents;
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
