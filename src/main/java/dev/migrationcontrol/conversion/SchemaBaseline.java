package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.conversion.migration.FlywayScript;
import dev.migrationcontrol.conversion.migration.FlywayScriptBuilder;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.Names;
import dev.migrationcontrol.conversion.migration.SourceFolder;
import dev.migrationcontrol.conversion.migration.TransactionStyle;
import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A whole schema as one {@code B} script, which replaces every migration that made it. */
final class SchemaBaseline {
    /** pg_dump's guard against other meta-commands: the only ones that a dump holds and that mean nothing elsewhere. */
    private static final Pattern GUARD = Pattern.compile("(?m)^\\\\(un)?restrict\\b[^\\n]*$");

    private SchemaBaseline() {}

    static Conversion convert(String system, SourceFolder folder, String where, String ddl) {
        Findings findings = new Findings();
        List<String> ids = new ArrayList<>(AlembicTree.read(folder).keySet());
        String sql = withoutRows(GUARD.matcher(ddl).replaceAll(""), ids);
        return baseline(system, where, sql, ids, findings);
    }

    /** Replaces what the system recorded in the database, and what that follows: the folder may be ahead of it. */
    static Conversion live(String system, SourceFolder folder, String where, BaselineSource.Live live) {
        Findings findings = new Findings();
        Map<String, AlembicTree.Revision> revisions = AlembicTree.read(folder);
        Set<String> ids = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(live.recorded());
        while (!open.isEmpty()) {
            String id = open.pop();
            if (ids.add(id) && revisions.containsKey(id)) {
                open.addAll(revisions.get(id).parents());
            }
        }
        if (ids.isEmpty()) {
            findings.warn(
                    "baseline-without-ids",
                    where,
                    "The database records nothing of " + system + ", so the baseline replaces no migration of it.",
                    "Name the environment that the system has migrated, and the system as an audit of it does.");
        }
        findings.inform(
                "baseline-without-rows",
                where,
                "The script has no rows, no owners, and no objects of schemas that the environment does not"
                        + " manage.",
                "Write rows that every database needs as a migration of their own.");
        return baseline(system, where, live.ddl(), List.copyOf(ids), findings);
    }

    private static Conversion baseline(String system, String where, String sql, List<String> ids, Findings findings) {
        FlywayScript shaped = new FlywayScriptBuilder(TransactionStyle.TRANSACTION, findings)
                .shape(MigrationText.whole(where, sql, false));
        findings.inform(
                "baseline",
                where,
                "The schema becomes one baseline script; what happened in it, step by step, is not converted.",
                "Run the new history's first upgrade on empty databases only; existing ones are adopted.");
        String description = Names.description(system + " schema");
        ConvertedMigration baseline = new ConvertedMigration(
                "1",
                description,
                system,
                where,
                List.copyOf(ids),
                Names.script("B", "1", description),
                shaped.sql(),
                null,
                null,
                shaped.transactional(),
                true,
                null,
                null,
                new ConvertedMigration.Origin(where, 1, null, 0));
        return new Conversion(List.of(baseline), findings.list(), "one baseline in place of all migrations");
    }

    /** Rails writes the versions that a dump replaces to its end. */
    private static String withoutRows(String sql, List<String> ids) {
        StringBuilder result = new StringBuilder(sql);
        List<Statement> statements = ReadScript.of(sql).statements();
        for (int i = statements.size() - 1; i >= 0; i--) {
            Statement each = statements.get(i);
            Effect effect = Effect.of(each).get(0);
            if (effect.verb() == Effect.Verb.WRITES && effect.names("schema_migrations")) {
                ids.addAll(each.tokens().literals());
                result.replace(each.start(), each.end(), "");
            }
        }
        return result.toString();
    }
}
