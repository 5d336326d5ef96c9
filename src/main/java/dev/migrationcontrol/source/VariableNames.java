package dev.migrationcontrol.source;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the names of database variables say. */
final class VariableNames {
    private static final String SUBJECT =
            "(?:DATABASE|[A-Z]{3,20}+(?<=[A-Z]{3}DB)|DB|POSTGRES|POSTGRESQL|PGSQL|PG|SQLALCHEMY|DATASOURCE|DATASTORE|JDBC|R2DBC)";
    private static final String ASPECT =
            "(?:URL|URI|DSN|HOST|HOSTS|HOSTNAME|PORT|USER|USERNAME|PASS|PASSWORD|PASSWD|NAME|DATABASE|DB|SERVER|ADDR|ADDRESS|CONNECTION|CONN|CONNECTION_STRING"
                    + "|CONNECTION_URI|CONNECTION_URL|CONN_STR|CONNSTR|CONNSTRING|CONN_STRING|SSLMODE|SSL_MODE|SCHEMA|ENGINE|TYPE|DRIVER|DIALECT)";
    /** One of several servers of a database. */
    private static final String SERVER =
            "_(?:REPLICA|READ|READER|READONLY|WRITE|WRITER|PRIMARY|MASTER|SLAVE|SECONDARY|STANDBY|SHARD)(?:_[A-Z0-9]+){1,2}";

    private static final Pattern NAME = Pattern.compile(
            "(?:[A-Z0-9_]+_)?" + SUBJECT + "(?:_[A-Z0-9]+)*?_?(?:" + ASPECT + ")(?:_[A-Z0-9]+|" + SERVER
                    + ")?(?:_FILE)?"
                    + "|(?:[A-Z0-9_]+_)?(?:DSN|CONN_?STR|PG_?UR[IL])|(?:[A-Z0-9_]+_)?DATABASE_URLS?|PG(?:HOST|PORT|USER|PASSWORD|DATABASE|SSLMODE|PASSFILE|SERVICE)");
    private static final Pattern NEVER = Pattern.compile(
            ".*(POOL|TIMEOUT|(?<![A-Z])MAX_|(?<![A-Z])MIN_|_MAX|_MIN(?![A-Z])|RETRY|RETRIES|LIFETIME|IDLE|SIZE|VERSION|SQLITE|MYSQL|REDIS|MONGO|MONGODB"
                    + "|IMAGE|LOG_|ENABLED|SECRETS_DB|INTERVAL|CONTAINER|SENTRY|MARIADB|CLICKHOUSE|CASSANDRA|CONNECTION_NAME|RABBIT|LEVELDB|(?:INFLUX|DYNAMO|COUCH|ROCKS|ARANGO|DUCK|SCYLLA|COSMOS|SURREAL|RETHINK|QUEST|IOT|CHROMA|LANCE|DOCUMENT|FERRET|KEY|FOUNDATION|BOLT|BADGER|VICTORIA|LMS|IM|GEOIP|MAXMIND|INDEX|NEDB|LOWDB|OPENTS|TINY|GRAPH|VECTOR)DB|DB_PATH|DB_DIR|CACHE|QUEUE|MSSQL|ORACLE|DEVSERVICES|ELASTIC|KAFKA|NATS|S3_|SMTP|LDAP).*");
    private static final Pattern URL = Pattern.compile(
            ".*(URL|URI|DSN|CONNECTION|CONN|CONNECTION_STRING|CONN_?STR(?:ING)?)(_(?!FILE|NAME|HOST|PORT|USER|PASS)[A-Z0-9]+)?(_FILE)?");
    private static final Pattern STANDARD = Pattern.compile(
            "(?:[A-Z][A-Z0-9]*_){0,12}DATABASE(?:_READ)?_URL(?:_FILE)?|DB_(?:HOST|PORT|NAME|USER|PASSWORD)(?:_FILE)?");
    private static final Pattern DEPRECATED = Pattern.compile(
            "DATABASE_(?!READ_|CONNECTION_|URL$|SERVER_|REPLICA_|SECONDARY_)[A-Z0-9]+_(?:URL|URI)|DATABASE_URL_(?!FILE)[A-Z0-9]+");
    private static final Pattern SERVERS = Pattern.compile(
            "POSTGRES(?:QL)?_(?:USER|PASSWORD|DB|DATABASE|USERNAME|HOST_AUTH_METHOD|INITDB_ARGS)(?:_FILE)?|PG[A-Z]+");
    private static final Set<String> FILLERS = Set.of(
            "DATABASE",
            "DB",
            "POSTGRES",
            "POSTGRESQL",
            "PG",
            "SQLALCHEMY",
            "DATASOURCE",
            "DATASTORE",
            "JDBC",
            "R2DBC",
            "SPRING",
            "QUARKUS",
            "REACTIVE",
            "URL",
            "URLS",
            "URI",
            "DSN",
            "CONNECTION",
            "CONN",
            "STRING",
            "STR",
            "FILE",
            "PRISMA",
            "READ",
            "REPLICA",
            "SECONDARY",
            "OVERRIDE",
            "DBURL");

    private VariableNames() {}

    static boolean isDatabase(String name) {
        if (name.contains("__") && !name.equals(name.toUpperCase(Locale.ROOT))) {
            return isDatabase(fromProperty(name));
        }
        return name.length() >= 3
                && BoundedPattern.in(NAME, name).matches()
                && !BoundedPattern.in(NEVER, name).matches();
    }

    static boolean isUrl(String name) {
        return BoundedPattern.in(URL, name).matches();
    }

    static boolean isPassword(String name) {
        return name.matches(".*(PASS|PASSWORD|PASSWD)");
    }

    static boolean isStandard(String name) {
        return BoundedPattern.in(STANDARD, name).matches() && !isDeprecated(name);
    }

    /** Spelled in the old way, with the environment at the end. */
    static boolean isDeprecated(String name) {
        return BoundedPattern.in(DEPRECATED, name).matches();
    }

    /** Read by the server's image or by libpq, so that a project cannot rename it. */
    static boolean belongsToPostgres(String name) {
        return BoundedPattern.in(SERVERS, name).matches();
    }

    /** Bound by a framework, so that a project cannot rename it. */
    static boolean belongsToFramework(String name) {
        return name.startsWith("SPRING_") || name.startsWith("QUARKUS_");
    }

    /** How the standard would spell a URL variable; empty for others. */
    static Optional<String> standard(String name) {
        if (!isUrl(name)) {
            return Optional.empty();
        }
        List<String> rest = new ArrayList<>();
        for (String word : name.split("_")) {
            if (!word.isEmpty() && !FILLERS.contains(word)) {
                rest.add(word);
            }
        }
        String read = name.matches(".*_(READ|REPLICA|SECONDARY)(_.*)?") ? "_READ" : "";
        return Optional.of((rest.isEmpty() ? "" : String.join("_", rest) + "_") + "DATABASE" + read + "_URL"
                + (name.endsWith("_FILE") ? "_FILE" : ""));
    }

    /** A property or field as the variable that its framework reads it from. */
    static String fromProperty(String property) {
        return property.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toUpperCase(Locale.ROOT);
    }
}
