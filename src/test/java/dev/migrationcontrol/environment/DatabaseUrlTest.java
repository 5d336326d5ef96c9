package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.Secret;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

class DatabaseUrlTest {
    private final Misconfigurations misconfigurations = new Misconfigurations();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://app:s3cret@db:5433/billing",
                "postgresql://app:s3cret@db:5433/billing",
                "POSTGRESQL://app:s3cret@db:5433/billing",
                "jdbc:postgresql://db:5433/billing?user=app&password=s3cret",
                "jdbc:postgresql://app:s3cret@db:5433/billing",
                "postgresql+asyncpg://app:s3cret@db:5433/billing",
                "postgresql+psycopg2://app:s3cret@db:5433/billing",
                "postgres+psycopg://app:s3cret@db:5433/billing",
                "  postgresql://app:s3cret@db:5433/billing\n",
            })
    void readsEverySpelling(String url) {
        Database database = parsed(url);
        assertThat(database.hosts()).containsExactly(new HostPort("db", 5433));
        assertThat(database.name()).isEqualTo("billing");
        assertThat(database.user()).isEqualTo("app");
        assertThat(password(database)).isEqualTo("s3cret");
        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/billing");
    }

    @ParameterizedTest
    @CsvSource({
        "p%40ss%2Fw%3Fo%23rd, p@ss/w?o#rd",
        "p@ss, p@ss",
        "a:b, a:b",
        "a+b, a+b",
        "100%25, 100%",
        "dollar$and\\slash, dollar$and\\slash",
        "%C3%A4, ä",
    })
    void decodesThePassword(String encoded, String decoded) {
        assertThat(password(parsed("postgres://u:" + encoded + "@h/d"))).isEqualTo(decoded);
    }

    @Test
    void decodesUserAndDatabaseName() {
        Database database = parsed("postgres://user%40corp@h/my%20db");
        assertThat(database.user()).isEqualTo("user@corp");
        assertThat(database.name()).isEqualTo("my db");
        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://h:5432/my+db");
    }

    @Test
    void readsTheQueryAsItsDriverDoes() {
        assertThat(password(parsed("jdbc:postgresql://h/d?user=u&password=a+b@c")))
                .isEqualTo("a b@c");
        assertThat(password(parsed("postgresql://h/d?user=u&password=a+b"))).isEqualTo("a+b");
    }

    @Test
    void readsAddressesAndSeveralHosts() {
        assertThat(parsed("postgres://u@[::1]:5433,db2,10.0.0.7:6000/d").hosts())
                .containsExactly(new HostPort("::1", 5433), new HostPort("db2", 5432), new HostPort("10.0.0.7", 6000));
        assertThat(parsed("postgres://u@[fe80::1]/d").jdbcUrl()).isEqualTo("jdbc:postgresql://[fe80::1]:5432/d");
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=require, sslmode=require",
        "ssl=require, sslmode=require",
        "ssl=true, sslmode=verify-full",
        "sslmode=verify-full&sslrootcert=/ca.pem, sslmode=verify-full&sslrootcert=%2Fca.pem",
        "application_name=my%20app, ApplicationName=my+app",
        "ApplicationName=app, ApplicationName=app",
        "search_path=a, currentSchema=a",
        "currentSchema=a, currentSchema=a",
        "connect_timeout=3, connectTimeout=3",
        "options=-c%20geqo%3Doff, options=-c+geqo%3Doff",
        "target_session_attrs=read-write, targetServerType=primary",
        "targetServerType=primary, targetServerType=primary",
        "targetServerType=secondary, targetServerType=secondary",
        "channel_binding=require, channelBinding=require",
    })
    void passesAllowedParametersOnToTheDriver(String query, String driverQuery) {
        assertThat(parsed("postgres://u@h/d?" + query).jdbcUrl())
                .isEqualTo("jdbc:postgresql://h:5432/d?" + driverQuery);
    }

    static Stream<String> driverPropertiesThatAreNotAllowed() {
        Set<String> allowed = Set.of(
                "sslmode",
                "ssl",
                "sslrootcert",
                "sslcert",
                "sslkey",
                "channelBinding",
                "options",
                "ApplicationName",
                "currentSchema",
                "connectTimeout",
                "targetServerType",
                "user",
                "password");
        return Arrays.stream(PGProperty.values()).map(PGProperty::getName).filter(name -> !allowed.contains(name));
    }

    @ParameterizedTest
    @MethodSource("driverPropertiesThatAreNotAllowed")
    void refusesEveryOtherDriverProperty(String property) {
        assertRefused("postgres://u@h/d?" + property + "=x", property);
        assertRefused("jdbc:postgresql://h/d?sslmode=require&" + property + "=x", property);
        String encoded = "%" + Integer.toHexString(property.charAt(0)) + property.substring(1);
        assertRefused("jdbc:postgresql://h/d?" + encoded + "=x", property);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host", "port", "hostaddr", "dbname", "service", "passfile", "PGHOST", "SSLMODE", "sslfactory"})
    void refusesWhatWouldRedirectTheConnection(String parameter) {
        assertRefused("postgres://u@h/d?" + parameter + "=elsewhere", parameter);
    }

    @Test
    void theDriverSeesNothingButWhatWasAllowed() throws SQLException {
        Database hostile = new Database(
                List.of(new HostPort("h", 5432)),
                "d?PGHOST=evil&socketFactory=X",
                "u",
                new Secret<>("p&PGHOST=evil"),
                Map.of("application_name", "a&PGPORT=1&service=s", "options", "-c a=b&PGHOST=evil"));
        DriverPropertyInfo[] seen = new Driver().getPropertyInfo(hostile.jdbcUrl(), new Properties());
        assertThat(value(seen, "PGHOST")).isEqualTo("h");
        assertThat(value(seen, "PGPORT")).isEqualTo("5432");
        assertThat(value(seen, "PGDBNAME")).isEqualTo("d?PGHOST=evil&socketFactory=X");
        assertThat(value(seen, "ApplicationName")).isEqualTo("a&PGPORT=1&service=s");
        assertThat(value(seen, "options")).isEqualTo("-c a=b&PGHOST=evil");
        assertThat(value(seen, "socketFactory")).isNull();
        assertThat(value(seen, "service")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u:p@h/d, does not begin with a PostgreSQL scheme",
        "h:5432/d, does not begin with a PostgreSQL scheme",
        "'\"postgres://u@h/d\"', does not begin with a PostgreSQL scheme",
        "jdbc:postgresql:d, does not begin with a PostgreSQL scheme",
        "postgres://u@h, has no database name",
        "postgres://u@h/, has no database name",
        "postgres:///d, has no host",
        "postgres://u@h:0/d, has a port that is no number from 1 to 65535",
        "postgres://u@h:65536/d, has a port that is no number from 1 to 65535",
        "postgres://u@h:abc/d, has a port that is no number from 1 to 65535",
        "postgres://u@h h/d, has a host that is neither a name nor an address",
        "postgres://u@::1/d, has a host that is neither a name nor an address",
        "postgres://u@h/a/b, is not a well-formed URL",
        "postgres://u:p@h/d#x, is not a well-formed URL",
        "postgres://u:%zz@h/d, has a password that is not well percent-encoded",
        "postgres://u:a%00b@h/d, has a password that is not well percent-encoded",
        "postgres://u@h/d%00, has a name that is not well percent-encoded",
        "postgres://u@h/d?sslmode=off, has an unknown value for sslmode",
        "postgres://u@h/d?connect_timeout=x, has an unknown value for connect_timeout",
        "postgres://u@h/d?options=-c%20a=b%5C, has an unknown value for options",
        "postgres://u@h/d?sslmode, has a query that is not name=value&name=value",
        "postgres://u@h/d?sslmode=require&ssl=disable, gives sslmode twice",
        "postgres://u@h/d?user=v, gives the user twice",
    })
    void saysWhatIsWrong(String url, String wrong) {
        assertThat(parse(url)).isEmpty();
        assertThat(misconfigurations.all()).extracting(Misconfiguration::wrong).contains(wrong);
    }

    @Test
    void saysEverythingThatIsWrongWithOneUrl() {
        assertThat(parse("postgres://u@h:99999?sslmode=off&loggerFile=/tmp/x")).isEmpty();
        assertThat(misconfigurations.all())
                .extracting(Misconfiguration::wrong)
                .containsExactly(
                        "has a port that is no number from 1 to 65535",
                        "has no database name",
                        "has an unknown value for sslmode",
                        "has a parameter loggerFile that is not allowed");
    }

    private Optional<Database> parse(String url) {
        return DatabaseUrl.parse(url, misconfigurations.about("DATABASE_URL"));
    }

    private Database parsed(String url) {
        Optional<Database> database = parse(url);
        assertThat(misconfigurations.all()).isEmpty();
        return database.orElseThrow();
    }

    private void assertRefused(String url, String parameter) {
        Misconfigurations own = new Misconfigurations();
        assertThat(DatabaseUrl.parse(url, own.about("DATABASE_URL"))).isEmpty();
        assertThat(own.all()).singleElement().satisfies(each -> {
            assertThat(each.wrong()).isEqualTo("has a parameter " + parameter + " that is not allowed");
            assertThat(each.instead()).contains("sslmode", "sslrootcert", "options", "application_name", "search_path");
        });
    }

    private static String password(Database database) {
        return Optional.ofNullable(database.password()).map(Secret::reveal).orElse("none");
    }

    private static String value(DriverPropertyInfo[] seen, String name) {
        return Arrays.stream(seen)
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow()
                .value;
    }
}
