package dev.migrationcontrol.environment.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
    private static final Database DATABASE = new Database(
            List.of(new HostPort("db", 5432), new HostPort("::1", 5433)),
            "billing",
            "app",
            new Secret<>("s3cret"),
            Map.of("sslmode", "require"));

    @Test
    void keepsThePasswordOutOfEverythingThatIsPrinted() throws JsonProcessingException {
        assertThat(DATABASE.toString()).contains("***").doesNotContain("s3cret");
        assertThat(DATABASE.display()).isEqualTo("db:5432,[::1]:5433/billing");
        assertThat(DATABASE.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432,[::1]:5433/billing?sslmode=require");
        String json = new ObjectMapper().writeValueAsString(DATABASE);
        assertThat(json).contains("\"password\":\"***\"").doesNotContain("s3cret");
    }

    @Test
    void givesTheDriverUserAndPassword() throws SQLException {
        assertThat(DATABASE.login().jdbcProperties())
                .containsOnly(Map.entry("user", "app"), Map.entry("password", "s3cret"));
    }

    @Test
    void takesNoParameterThatIsNotAllowed() {
        assertThatThrownBy(() -> DATABASE.withParameters(Map.of("socketFactory", "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DATABASE.withParameters(Map.of("ApplicationName", "x")))
                .as("names are canonical")
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 127.0.0.1, true",
        "localhost, 127.0.1.1, true",
        "LOCALHOST, ::1, true",
        "127.0.0.1, 0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, localhost, true",
        "db, DB, true",
        "db., db, true",
        "db, db2, false",
        "2001:db8::1, 2001:0DB8:0:0::1, true",
        "2001:db8::1, ::1, false",
        "10.0.0.1, 127.0.0.1, false",
    })
    void knowsTheSameServerBySeveralNames(String one, String other, boolean same) {
        assertThat(at(one, 5432, "d").sameDatabaseAs(at(other, 5432, "d"))).isEqualTo(same);
        assertThat(at(one, 5432, "d").sameDatabaseAs(at(other, 5433, "d"))).isFalse();
        assertThat(at(one, 5432, "d").sameDatabaseAs(at(other, 5432, "e"))).isFalse();
    }

    @Test
    void isTheSameDatabaseIfOneOfSeveralHostsIs() {
        assertThat(DATABASE.sameDatabaseAs(at("localhost", 5433, "billing"))).isTrue();
    }

    private static Database at(String host, int port, String name) {
        return new Database(List.of(new HostPort(host, port)), name, null, null, Map.of());
    }
}
