package dev.migrationcontrol.source.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Words by which files of migration systems give themselves away; found in the one pass over all files. */
public enum FileMarker {
    LIQUIBASE_SQL("liquibase formatted sql"),
    LIQUIBASE("databasechangelog"),
    GRAPHILE("--! previous:"),
    YOYO("from yoyo import", "import yoyo"),
    YOYO_SQL("-- depends:"),
    ALEMBIC("down_revision"),
    DJANGO("migrations.migration)"),
    DBUP("deploychanges"),
    EVOLVE("new evolve(", "new evolvedb.evolve("),
    FLYWAY_JAVA("basejavamigration"),
    RESHAPE("[[actions]]"),
    PGROLL("\"operations\"", "operations:"),
    MANIFEST("schemaupdatecqlfiles"),
    OPENFIRE("ofversion"),
    VERSION_TABLE(
            "migration",
            "schema_version",
            "schemaversion",
            "db_version",
            "dbversion",
            "schema_history",
            "applied_script",
            "changelog"),
    VERSION_KEYS("database_version", "db_version", "schema_version", "dbversion", "schemaversion", "databaseversion"),
    MARKS_VERSIONS(
            ":version ",
            "-- version",
            "--version",
            "-- migration ",
            "-- revision ",
            "-- upgrade ",
            "# version ",
            "[version "),
    DESCRIPTIONS("pg_description", "obj_description"),
    SQL_FILES(".sql"),
    LISTS_FILES(
            "readdir",
            "glob(",
            "glob.",
            ".glob",
            "globby",
            "listdir",
            "list_dir",
            "iterdir",
            "scandir",
            "os.walk",
            "walkdir",
            "read_dir",
            "opendir",
            "dir[",
            "dir.each",
            "dir.children",
            "dir.entries",
            "dir.foreach",
            "dir.new",
            "require.context",
            "path.wildcard",
            "file.ls",
            "getfiles(",
            "enumeratefiles(",
            "getmanifestresourcenames",
            "listfiles",
            "directoryiterator",
            "file::find",
            "iter_modules",
            "files.list(",
            "files.walk("),
    WRITES_SQL("insert into", "create table"),
    RECORDS(
            "insert into",
            "insert or",
            "insert ignore",
            "insert(",
            "insert_all",
            "insertinto",
            "replace into",
            "merge into",
            "upsert",
            ".insert {",
            "set version",
            "set value",
            "set level",
            "set revision",
            "set schema",
            "set migration",
            "set number",
            "set patch",
            "set current",
            "set last"),
    ROWS_AS_OBJECTS(
            "insertone(",
            ".create(",
            ".create!",
            ".save(",
            ".saveandflush(",
            ".persist(",
            "session.add(",
            ".merge(",
            ".add(new",
            ".addasync(new",
            ".insert(",
            "repo.insert",
            "::create(",
            "activemodel",
            "or_create",
            "orcreate"),
    TABLE_OF_OBJECTS(
            "tablename", "table_name", "@table(", "@entity(", "[table(", "db_table", "protected $table", "@@map("),
    EMBEDS("go:embed"),
    GENERATED("do not edit"),
    LOOKS_UP("select", "create table", "on conflict", "not exists", "from(", "table("),
    BASE_SETTINGS("basesettings", "settingsconfigdict"),
    CONFIG_PROPERTY("@configproperty", "@value(\"${"),
    VIPER("viper.", "setenvprefix"),
    GO_TAGS("env:\"", "envconfig", "envprefix", "env-prefix", "caarlos0/env"),
    COMPUTES_NAMES("toupper(", "touppercase(", ".upper(", ".upcase"),
    READS_VARIABLES(
            "getenv",
            "environ",
            "lookupenv",
            "process.env",
            "env::var",
            "env.fetch",
            "getenvironmentvariable",
            "env[",
            "get_env"),
    CLAP("[clap(", "[arg(", "[structopt("),
    FIGMENT("env::prefixed", "envy::prefixed", "environment::with_prefix");

    private final List<String> words;

    FileMarker(String... words) {
        this.words = List.of(words);
    }

    public List<String> words() {
        return words;
    }

    /** Each set of words once, of markers and of systems. */
    public static Set<List<String>> marks() {
        Set<List<String>> marks = new LinkedHashSet<>();
        for (FileMarker marker : values()) {
            marks.add(marker.words());
        }
        SectionedSql.formats().values().forEach(format -> marks.add(format.words()));
        SteppedSql.formats().values().forEach(format -> marks.add(format.words()));
        CodeScripts.kinds().values().forEach(kind -> marks.add(kind.words()));
        return marks;
    }
}
