package dev.migrationcontrol.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a migration system: how to find it in a database and in a source tree, and what replaces it. Each is
 * one file of data.
 *
 * @param id the name as the API writes it
 * @param aliases spellings of the id that were valid once
 * @param family the id of the system whose scripts these tables record; null where that is this one
 * @param schema a schema that it makes for nothing but its own tables
 * @param tables in which it records what it ran
 * @param unfinished what a migration that did not end means; null where nothing more is known than that
 * @param tree how trees show it; null where they cannot
 */
public record MigrationSystem(
        String id,
        String title,
        List<String> aliases,
        @Nullable String family,
        @Nullable Records records,
        @Nullable Query query,
        Set<Trait> traits,
        @Nullable String schema,
        List<TableFacts> tables,
        List<CompanionFacts> companions,
        LockFacts locks,
        @Nullable Unfinished unfinished,
        @Nullable TreeFacts tree,
        @Nullable Programs programs,
        @Nullable Adoption adoption,
        @Nullable Commands commands) {
    public MigrationSystem {
        locks = locks == null ? LockFacts.NONE : locks;
    }

    /** Which of the applied migrations the table names, where it is not each of them. */
    public enum Records {
        /** The newest one, and all before it count as applied. */
        NEWEST,
        /** Those that are nobody's parents. */
        HEADS;

        @Override
        public String toString() {
            return spelled(this);
        }
    }

    /** How a script is sent, where that is not statement by statement in a transaction. */
    public enum Query {
        /** All of it at once, so that the server makes one transaction of it. */
        WHOLE_FILE,
        /** By psql, which knows commands of its own. */
        PSQL;

        @Override
        public String toString() {
            return spelled(this);
        }
    }

    /** What is true of some systems only. */
    public enum Trait {
        /** Its migrations are code or data, of which only the system itself makes SQL. */
        MADE_BY_ITS_TOOL,
        /** It knows a migration by its whole name: two that begin with one number are two. */
        NAME_IS_THE_KEY,
        /** Its rows are names of files, or the numbers in front of them. */
        ROWS_NAME_FILES,
        /** Its rows are all of one form. */
        ONE_FORM,
        /** The code of its migrations says the names of all objects. */
        NAMES_ALL_OBJECTS,
        /** Its files list its migrations: the order is theirs, and an id is unique in one of them only. */
        LISTS_MIGRATIONS,
        /** It keeps scripts that verify what each migration did. */
        VERIFIES,
        /** Its one table records the scripts of several places of a tree, each by the label of its place. */
        LABELS_PLACES,
        /** It leaves out lines of its scripts, so that those below them move. */
        LEAVES_OUT_LINES,
        /** It counts tables of the name of its own, whatever they are, before it writes to it. */
        COUNTS_TABLES_FIRST,
        /** A migration without a row may have been applied nevertheless. */
        KEEPS_NO_WHOLE_HISTORY;

        @Override
        public String toString() {
            return spelled(this);
        }
    }

    /**
     * A migration that began and did not end.
     *
     * @param expected whether that is how the system works
     * @param detail with {@code {names}}
     */
    public record Unfinished(
            boolean expected, String detail, @Nullable String remedy) {}

    /**
     * Migrations that are programs, which are never run here.
     *
     * @param name of the file, with its path
     * @param content what it holds
     */
    public record Programs(String language, Pattern name, Pattern content) {}

    /**
     * How a history is taken over.
     *
     * @param tables usual names
     * @param columns which tell the table from others of that name; nothing else may be next to a single one
     * @param rows the statement that reads {@code {table} t}: id, other id, time, state, checksum; null where only the
     *     table's own columns say how it is read
     */
    public record Adoption(
            List<String> tables,
            Set<String> columns,
            @Nullable String rows) {}

    /**
     * What people type, as its documentation says it; null where there is no command.
     *
     * @param create how a migration begins
     * @param merge what unites several heads
     * @param dump writes the schema to {@code structure.sql}, next to the directory of the migrations
     */
    public record Commands(
            String upgrade,
            @Nullable String rollback,
            @Nullable String status,
            @JsonProperty("new") @Nullable String create,
            @Nullable String merge,
            @Nullable String dump) {}

    /** Whether it is a runner that a team wrote itself. */
    public boolean isCustom() {
        return id.equals(MigrationSystems.CUSTOM);
    }

    /** Whether it is of this family: itself, or a former self of it. */
    public boolean isOf(String other) {
        return id.equals(other) || other.equals(family);
    }

    /** Whether every applied migration has a row of its own. */
    public boolean recordsAll() {
        return records != Records.NEWEST && !has(Trait.KEEPS_NO_WHOLE_HISTORY);
    }

    /** Whether its table, a number in one row, may as well be one of a team's own. */
    public boolean recordsInOneRow() {
        return tables.stream().anyMatch(TableFacts::single);
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The version table, as trees spell it unless it is configured; empty where it keeps none. */
    public String table() {
        return Optional.ofNullable(tree).map(TreeFacts::table).orElse("");
    }

    /** What files that use it say. */
    public List<String> words() {
        return tree == null ? List.of() : tree.words();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MigrationSystem system && system.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    static String spelled(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
