package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.Tool;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of version tables that code or configuration sets. */
public final class VersionTables {
    public static final List<String> WORDS = List.of(
            "migrationstable",
            "migrations-table",
            "migrations_table",
            "settablename",
            "withtablename",
            "settable(",
            "migration_source",
            "flyway.table",
            "migrationstoragetablename",
            "changelogtablename",
            "changelog-table-name",
            "schema_migrations_table_name");
    private static final String VALUE = "[\"'`]?\\s*(?:[:=,(]|:=|=>)\\s*[\"'`]([A-Za-z_][\\w.]*)[\"'`]";
    private static final Map<Tool, Pattern> SET = new EnumMap<>(Map.of(
            Tool.GOLANG_MIGRATE,
            Pattern.compile("\\b[mM]igrationsTable" + VALUE + "|x-migrations-table=\"?([A-Za-z_]\\w*)"),
            Tool.GOOSE,
            Pattern.compile("goose\\.(?:SetTableName|WithTableName)\\(\\s*\"([\\w.]+)\"|GOOSE_TABLE=([\\w.]+)"),
            Tool.DBMATE,
            Pattern.compile("(?:--migrations-table[ =]|DBMATE_MIGRATIONS_TABLE[=:]\\s*)[\"']?([\\w.]+)"),
            Tool.SQL_MIGRATE,
            Pattern.compile("migrate\\.SetTable\\(\\s*\"(\\w+)\""),
            Tool.ECTO,
            Pattern.compile("\\bmigration_source:\\s*\"([\\w.]+)\""),
            Tool.FLYWAY,
            Pattern.compile("\\bflyway\\.table\\s*[=:]\\s*(\\w+)"),
            Tool.SEQUELIZE,
            Pattern.compile("migrationStorageTableName" + VALUE),
            Tool.LIQUIBASE,
            Pattern.compile("(?i)database-?changelog-?table-?name\\s*[=:]\\s*[\"']?(\\w+)"),
            Tool.RAILS,
            Pattern.compile("schema_migrations_table_name\\s*=\\s*[\"'](\\w+)"),
            Tool.NODE_PG_MIGRATE,
            Pattern.compile("(?:--migrations-table[ =]|migrations-?[tT]able" + "[\"']?\\s*:\\s*)[\"']?(\\w+)")));

    private record Place(String table, String where) {}

    private final Map<Tool, List<Place>> found = new LinkedHashMap<>();

    /** Looks at a line with one of the words. */
    public void line(SourceFile file, FileRole role, String text, int line) {
        if (role == FileRole.TEST || role == FileRole.DOCUMENT || role == FileRole.OTHER) {
            return;
        }
        SET.forEach((tool, pattern) -> {
            Matcher set = BoundedPattern.in(pattern, text);
            if (set.find()) {
                String table = set.groupCount() > 1 && set.group(1) == null ? set.group(2) : set.group(1);
                found.computeIfAbsent(tool, first -> new ArrayList<>())
                        .add(new Place(String.valueOf(table), file.path() + ":" + line));
            }
        });
    }

    /** The system with the name that is set for its tool; as it was where none or several are. */
    public ScriptSystem named(ScriptSystem system) {
        List<Place> places = found.getOrDefault(system.tool(), List.of());
        boolean usual = system.table().equals(system.tool().table());
        if (!usual || places.stream().map(Place::table).distinct().count() != 1) {
            return system;
        }
        Place place = places.get(0);
        return system.withTable(place.table()).evidence(place.where() + " names the version table " + place.table());
    }
}
