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
 * @param plain for SQL files that are one migration each
 * @param steps for files with several migrations, apart by comments
 */
public record TreeFacts(
        String table,
        List<String> words,
        @Nullable Pattern named,
        @Nullable TableSetting tableSetting,
        @Nullable Sections sections,
        @Nullable Code code,
        @Nullable Paired paired,
        @Nullable Plain plain,
        @Nullable Steps steps) {
    public TreeFacts {
        table = table == null ? "" : table;
    }

    /**
     * Where the name of the version table is set. The first group that matches is the name.
     *
     * @param words one of which is on the line with the name
     * @param pattern of up to the ten lines before it too; null where only a file of its own sets it
     * @param file names of files in which it is set in a way that says nothing elsewhere
     * @param inFile how such a file sets it
     * @param constant how a line sets it by a constant, which is its first group
     */
    public record TableSetting(
            List<String> words,
            @Nullable Pattern pattern,
            @Nullable Pattern file,
            @Nullable Pattern inFile,
            @Nullable Pattern constant) {}

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
     * @param sqlFile of each direction, where a program runs such a file: with {@code {name}} and {@code {direction}}
     * @param several whether a file holds several, each of which the pattern of its version begins
     * @param together whether those of all directories are one history
     */
    public record Code(
            List<String> words,
            Pattern name,
            Pattern proof,
            @Nullable Pattern version,
            @Nullable Pattern apart,
            @Nullable Boolean inTransaction,
            @Nullable String sqlFile,
            @Nullable Boolean several,
            @Nullable Boolean together) {}

    /**
     * Directions in files of their own.
     *
     * @param name of every file; where nothing but these facts is needed to convert it, with groups for version, words, and
     *     perhaps the kind of database
     * @param inTransaction names of those that run in a transaction whatever they hold
     * @param apart in the name or the text, says that the script does not run in one
     * @param program names of those that are no SQL
     * @param template in the text, says that the script is not what is run
     * @param converted whether nothing but these facts is needed to convert it
     */
    public record Paired(
            Pattern name,
            @Nullable Pattern inTransaction,
            @Nullable Pattern apart,
            @Nullable Pattern program,
            @Nullable Pattern template,
            boolean converted) {}

    /**
     * Files of SQL, one for each migration, in a directory that the project gives to the tool.
     *
     * @param name of every file
     * @param folder the only directories it takes them from; null where any is given
     * @param downFrom what the path of a down script has {@code downTo} in the place of; null where there is none
     */
    public record Plain(
            Pattern name,
            @Nullable Pattern folder,
            @Nullable Pattern downFrom,
            @Nullable String downTo) {}

    /**
     * One file with all migrations.
     *
     * @param words one of which such a file says
     * @param begins each of them, with its version
     * @param down begins what takes one back, with its version; null where nothing does
     */
    public record Steps(
            List<String> words, Pattern begins, @Nullable Pattern down) {}
}
