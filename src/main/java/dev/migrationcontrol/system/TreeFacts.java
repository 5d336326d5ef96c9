package dev.migrationcontrol.system;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How source trees show a migration system.
 *
 * @param table the version table, unless it is configured; empty where it keeps none
 * @param words one of which a file that uses the system says, in lower case
 * @param named what a line with one of the words has; null where nothing names it
 * @param tableSetting how the version table gets another name
 * @param sections for SQL files with both directions
 * @param code for migrations that are programs
 * @param paired for SQL files with one direction each
 */
public record TreeFacts(
        String table,
        List<String> words,
        @Nullable Pattern named,
        @Nullable TableSetting tableSetting,
        @Nullable Sections sections,
        @Nullable Code code,
        @Nullable Paired paired) {
    public TreeFacts {
        table = table == null ? "" : table;
    }

    /** @param pattern the first of its groups that matches is the name */
    public record TableSetting(List<String> words, Pattern pattern) {}

    /**
     * Directions that are apart by comments.
     *
     * @param words one of which such a file says
     * @param name of every file, with groups for version and words; null where an importer of its own reads them
     * @param up begins the direction; null where that is the file's beginning
     * @param apart says that the script runs outside of a transaction
     * @param template says that the script is not what is run
     */
    public record Sections(
            List<String> words,
            @Nullable Pattern name,
            @Nullable Pattern up,
            Pattern down,
            @Nullable Pattern apart,
            @Nullable Pattern template) {}

    /**
     * Programs, recognised by their names and what they hold.
     *
     * @param words one of which such a file says
     * @param name its first group is the version
     * @param version in the text, where it is not in the name
     * @param apart says that the program runs outside of a transaction
     * @param inTransaction false where no program runs in one
     */
    public record Code(
            List<String> words,
            Pattern name,
            Pattern proof,
            @Nullable Pattern version,
            @Nullable Pattern apart,
            @Nullable Boolean inTransaction) {}

    /**
     * Directions in files of their own.
     *
     * @param name of every file
     * @param inTransaction names of those that run in a transaction whatever they hold
     * @param apart in the text, says that the script does not run in one
     */
    public record Paired(
            Pattern name,
            @Nullable Pattern inTransaction,
            @Nullable Pattern apart) {}
}
