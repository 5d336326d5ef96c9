package dev.migrationcontrol.system.table;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of the tables and columns in which programs keep which migrations they ran: one list for trees and databases. */
public final class HistoryNames {
    static final List<String> IDENTIFIERS = List.of(
            "filename",
            "file_name",
            "script",
            "script_name",
            "migration",
            "migration_name",
            "migration_id",
            "version",
            "name",
            "file",
            "revision",
            "patch");
    static final List<String> FILE_IDENTIFIERS = IDENTIFIERS.subList(0, 7);
    static final Pattern SURE_TABLE = Pattern.compile("(?i)schema_?migrations?");
    static final Pattern LIKELY_TABLE = Pattern.compile(
            "(?i)(^|_)(\\w{0,20}migrations?|migration_?(history|log|versions?)"
                    + "|(schema|db|database)_?(versions?|history|changes?|change_?log|patch(es)?|updates?|upgrades?|revisions?|log|deltas?)"
                    + "|applied_?(scripts?|patch(es)?|sql|schema\\w{0,20}|deltas?|changes?|updates?)|sql_?patch(es)?)($|_)");
    static final Pattern APPLIED_TIME = Pattern.compile(
            "(applied|executed|run|ran|installed|migrated|deployed|upgraded|patched|completed|finished|performed)(_?(at|on|date|time|utc|when|ts|by))*");
    static final Pattern DIGEST = Pattern.compile(".*(checksum|digest|hash|md5|sha1|sha256|sha512).*");

    /** Columns that say which migration a row is about, and that rows about other things hardly have. */
    private static final Pattern TELLING_COLUMN = Pattern.compile(
            "(\\w{1,20}_)?(version|ver|revision|rev|level)(_?(id|no|num|number|name|key|before|after|from|to|old|new))?|(schema|db|database)version|(file|script|migration|patch|delta|changeset|change|upgrade|update|step)"
                    + "(_?(id|no|num|number|name|file|version|key|path))?|(last|current)_(version|migration|patch|delta|script|step)|filename|scriptname");

    private static final Pattern COLUMN = Pattern.compile(
            "id|name|title|label|description|desc|comment|key|number|num|no|seq|sequence|ordinal|rank|installed_rank|batch|status|state|success|succeeded|ok|dirty|type|kind|direction"
                    + "|db|database|schema|plugin|extension|service|package|project|tenant|breaking|module|component|app|application|namespace|line|branch|group|product|author|user|username|\\w{1,20}_by|host|hostname|rollback|up|down|sql|statements"
                    + "|(db|database|schema|plugin|extension|service|package|module|component|app|application|store)_?(name|id|key)|duration(_?ms)?|elapsed(_?ms)?|execution_?(time|ms)(_?(in_)?(ms|millis))?|took(_ms)?|(created|inserted|updated|recorded|started|ended|modified)(_?(at|on|date|time))?"
                    + "|at|when|ts|time|timestamp|date|\\w{1,20}_(at|on|time|ms)");

    private HistoryNames() {}

    /** Whether a table of this name most likely keeps a history. */
    public static boolean isTable(String name) {
        String table = bare(name);
        return SURE_TABLE.matcher(table).find() || LIKELY_TABLE.matcher(table).find();
    }

    /** Whether a column most likely names a migration. */
    public static boolean isTelling(String column) {
        return TELLING_COLUMN.matcher(key(column)).matches();
    }

    /** Whether a column says when a migration was applied, or what its text was. */
    public static boolean isProof(String column) {
        return APPLIED_TIME.matcher(key(column)).matches()
                || DIGEST.matcher(key(column)).matches();
    }

    /** Whether a history has such columns: rows about other things have further ones. */
    public static boolean isUsual(String column) {
        return isTelling(column)
                || isProof(column)
                || COLUMN.matcher(key(column)).matches();
    }

    private static String key(String column) {
        return column.length() > 60
                ? ""
                : column.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String bare(String name) {
        String bare = name.substring(name.lastIndexOf('.') + 1);
        return bare.length() > 80 ? "" : bare.replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    }
}
