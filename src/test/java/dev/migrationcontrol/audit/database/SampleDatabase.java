package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseObjects.Judged;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.system.RecordState;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A report on a database that has something of everything.
 *
 * @param odd what every text of the report holds
 * @param many how many there are of each thing
 */
public record SampleDatabase(String odd, int many) {
    private static final Instant TIME = Instant.parse("2026-01-31T10:00:00.123Z");

    /** The document of it. */
    public String document(List<Finding> findings) {
        DatabaseAudit audit = audit(true, Judged.SCRIPTS, findings);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            new DatabaseReportWriter()
                    .writeTo(
                            audit,
                            DatabaseAudit.class,
                            DatabaseAudit.class,
                            new Annotation[0],
                            MediaType.WILDCARD_TYPE,
                            new MultivaluedHashMap<>(),
                            body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    DatabaseAudit audit(boolean exists, Judged judged, List<Finding> findings) {
        return new DatabaseAudit(
                "shop" + odd,
                "db.example.org:5432/shop" + odd,
                "18.1",
                "reader" + odd,
                TIME,
                Duration.ofMillis(77),
                new DatabaseHistory(
                        "public.flyway_schema_history",
                        exists,
                        exists && many == 1 ? "permission denied_" + odd : null,
                        many,
                        many > 2 ? Version.of("4.2") : null,
                        List.of(),
                        List.of()),
                each(many).mapToObj(this::system).toList(),
                each(many)
                        .mapToObj(i -> new DatabaseRunner(
                                "goose",
                                DatabaseRunner.How.values()[i % 3],
                                "lock " + i + odd,
                                i % 2 == 0,
                                i % 3 == 0 ? null : "process_" + i + odd,
                                i % 2 == 0 ? null : "2026-01-31T10:00:00.000Z"))
                        .toList(),
                objects(judged),
                names("ext").stream()
                        .map(name -> new DatabaseExtension(name, "1.6", "public"))
                        .toList(),
                each(many)
                        .mapToObj(i -> new DatabaseLeftover(
                                DatabaseLeftover.Kind.values()[i % 2],
                                "public.i" + i + odd,
                                "public.t" + odd,
                                "CREATE INDEX ON t (a || b)" + odd))
                        .toList(),
                findings);
    }

    private DatabaseSystem system(int i) {
        return new DatabaseSystem(
                i % 2 == 0 ? "goose" : "alembic",
                "public.versions" + i + odd,
                i % 2 == 1,
                names("column"),
                i == 0 ? List.of() : names("companion"),
                i % 3 == 0 ? null : Long.valueOf(i),
                names("v"),
                i % 2 == 0 ? null : "2026-01-31T10:00:00.000Z",
                each(Math.min(i * 7, 40)).mapToObj(this::row).toList(),
                i % 3 == 0 ? "permission denied for table_" + odd : null);
    }

    private DatabaseRecord row(int i) {
        return new DatabaseRecord(
                i % 3 == 0 ? null : "v_" + i + odd,
                i % 2 == 0 ? null : "create_" + i + odd,
                i % 4 == 0 ? null : "2026-01-31T10:00:00.000Z",
                i % 5 == 0 ? null : "deploy" + odd,
                RecordState.values()[i % RecordState.values().length],
                i % 2 == 0 ? "batch " + i + odd : null,
                null);
    }

    public DatabaseObjects objects(Judged judged) {
        List<DatabaseObject> unexplained = names("public.o").stream()
                .map(name -> new DatabaseObject("table", name))
                .toList();
        return new DatabaseObjects(
                many == 0 ? Map.of() : Map.of("table", 12, "column", 80),
                judged,
                many == 0 ? 0 : many + 3,
                unexplained);
    }

    private List<String> names(String prefix) {
        return each(many).mapToObj(i -> prefix + "_" + i + odd).toList();
    }

    private static IntStream each(int many) {
        return IntStream.range(0, many);
    }
}
