package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.ImportSession;
import dev.migrationcontrol.conversion.migration.MigrationText;
import dev.migrationcontrol.conversion.migration.SourceMigration;
import dev.migrationcontrol.sql.ReadScript;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a system of code migrations printed of one of them.
 *
 * @param id what the system records of it
 * @param down its down script; null where there is none
 * @param parents the ids of those before it
 */
record PrintedMigration(
        String id, MigrationText up, @Nullable MigrationText down, List<String> parents) {
    private static final Pattern NO_SQL = Pattern.compile(
            "(?m)^-- (THIS OPERATION CANNOT BE WRITTEN AS SQL|MIGRATION NOW PERFORMS OPERATION THAT CANNOT BE WRITTEN AS SQL:?)");

    /** Adds it, with what there is to say of it. */
    void addTo(ImportSession tree) {
        check(tree, up, "The migration");
        if (down != null) {
            check(tree, down, "The down script");
        }
        tree.add(SourceMigration.of(null, id, id, up, down).after(parents));
    }

    private static void check(ImportSession tree, MigrationText block, String what) {
        PrintedText.check(block, tree.findings());
        ReadScript text = ReadScript.of(block.text());
        if (!text.closesItsTransactions()) {
            tree.findings()
                    .error(
                            "output-incomplete",
                            block.file(),
                            "The output begins a transaction and does not end it: it was cut off.",
                            "Print it again, to its end.");
        }
        Matcher none = NO_SQL.matcher(block.text());
        while (none.find()) {
            long line = block.line()
                    + block.text()
                            .substring(0, none.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            tree.findings()
                    .warn(
                            "step-without-sql",
                            block.file() + ":" + line,
                            what
                                    + " has a step that is a program, for which there is no SQL: the script does not do it.",
                            "Write it as SQL if a new database needs it.");
        }
    }
}
