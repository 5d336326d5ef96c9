package dev.migrationcontrol.conversion;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.system.MigrationSystems;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A folder of migrations that is to be converted. */
@Schema(description = "A folder of migrations that is to be converted. All but the folder is optional.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceRequest(
        @Schema(
                description = "The folder, relative to a configured root or absolute below one: the one that the system"
                        + " itself is configured with.",
                examples = "billing/migrations")
        @Nullable
        String directory,

        @Schema(
                description =
                        "The system; where it is not given, the folder's layout decides. Some systems have the same layout,"
                                + " so it is better to give it.",
                examples = "goose")
        @Nullable
        String system,

        @Schema(
                description = "The encoding of files without a byte order mark; the default is UTF-8.",
                examples = "windows-1252")
        @Nullable
        String encoding,

        @Schema(
                description = "Values for what the system itself replaces in its scripts.",
                examples = "{\"DATABASE_OWNER\":\"app\"}")
        @Nullable
        Map<String, String> variables,

        @Schema(
                description =
                        "For code migrations: the SQL that the system itself printed, below the folder. For Alembic a"
                                + " file (`alembic upgrade heads --sql`), for others a folder with one file for each migration.",
                examples = "upgrade.sql")
        @Nullable
        String sqlOutput,

        @Schema(
                description = "For Alembic: the file of `alembic downgrade <head>:base --sql`, below the folder.",
                examples = "downgrade.sql")
        @Nullable
        String undoSqlOutput,

        @Schema(
                description =
                        "Whether the configured tool of the system (Alembic or Django) may be run to print the SQL"
                                + " in both directions; it runs the project's code.",
                examples = "false")
        @Nullable
        Boolean runTool,

        @Schema(
                description =
                        "For code migrations: a dump of the schema that they made, below the folder, such as Rails'"
                                + " structure.sql. It becomes one baseline script.",
                examples = "db/structure.sql")
        @Nullable
        String schemaDump,

        @Schema(
                description = "For code migrations: the environment whose schema becomes one baseline script.",
                examples = "production")
        @Nullable
        String baselineOf) {

    /** Everything that is wrong with it is said at once by the request that holds it. */
    public SourceRequest {
        if (directory == null || directory.isBlank()) {
            throw new InvalidRequest("directory", "must name a folder below a configured root");
        }
        if (encoding != null && !isCharset(encoding)) {
            throw new InvalidRequest("encoding", "must be an encoding like UTF-8 or windows-1252");
        }
        long ways = Stream.of(sqlOutput, Boolean.TRUE.equals(runTool) ? "tool" : null, schemaDump, baselineOf)
                .filter(Objects::nonNull)
                .count();
        if (ways > 1) {
            throw new InvalidRequest(
                    "sqlOutput", "excludes runTool, schemaDump and baselineOf: give one of them, or none");
        }
        if (undoSqlOutput != null && sqlOutput == null) {
            throw new InvalidRequest("undoSqlOutput", "belongs to sqlOutput; a tool prints the downgrades itself");
        }
        variables = variables == null ? Map.of() : Map.copyOf(variables);
    }

    /** The same with the system's present id; itself where it has it. */
    SourceRequest current() {
        String id = system == null ? null : MigrationSystems.current(system);
        return Objects.equals(id, system)
                ? this
                : new SourceRequest(
                        directory, id, encoding, variables, sqlOutput, undoSqlOutput, runTool, schemaDump, baselineOf);
    }

    String requireDirectory() {
        return Objects.requireNonNull(directory);
    }

    Map<String, String> knownVariables() {
        return variables == null ? Map.of() : variables;
    }

    Charset charset() {
        return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
