package dev.migrationcontrol.system;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table in which a system records what it ran. Under its default name some columns are enough; under another name all
 * of them are needed, and where even those are common, rows that look like its rows.
 *
 * @param names default names as the system spells them
 * @param schema the only one in which it is the system's; null where any is
 * @param columns needed under the default name, with their kinds; {@code a|b} is either name, a {@code ?} makes it optional
 * @param elsewhere needed in addition under any other name
 * @param without columns that another system has
 * @param closed where there may be no further column; null where there always may be
 * @param renamed whether it is recognised under any other name; null is yes
 * @param single whether it has no key and exactly one row, the newest version: a team's own table of these columns may
 *     be the same, so that it is never quite certain
 * @param nextTo a table without which it is another system's
 */
public record TableFacts(
        List<String> names,
        @Nullable String schema,
        Map<String, String> columns,
        Map<String, String> elsewhere,
        Set<String> without,
        @Nullable Closed closed,
        @Nullable Boolean renamed,
        boolean single,
        @Nullable String nextTo,
        @Nullable Proof proof,
        Row row) {

    /** Where a table has no further columns. */
    public enum Closed {
        ALWAYS,
        ELSEWHERE;

        @Override
        public String toString() {
            return MigrationSystem.spelled(this);
        }
    }

    /**
     * What the rows look like where the columns alone could be an application's.
     *
     * @param pattern a regular expression of PostgreSQL that every value matches
     */
    public record Proof(String column, String pattern, String example) {}

    /**
     * How a row is read: expressions with columns in braces. What a table has no column for is null.
     *
     * @param version identifies a migration
     * @param name what people call it, where that is something else
     * @param at the column of the time, alone or after {@code epoch:}
     * @param state cases {@code WHEN … THEN 'STATE'}; every other row is applied
     * @param line which of several histories a row belongs to; each has a newest row of its own
     * @param text the SQL or JSON that was run, where the table keeps it
     * @param order newest is highest; null where that is the version
     */
    public record Row(
            String version,
            @Nullable String name,
            @Nullable String at,
            @Nullable String by,
            @Nullable String state,
            @Nullable String detail,
            @Nullable String line,
            @Nullable String text,
            @Nullable String order) {}
}
