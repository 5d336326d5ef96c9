package dev.migrationcontrol.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRequestTest {
    @ParameterizedTest
    @CsvSource({"seaorm, sea-orm", "fluent-migrator, fluentmigrator", "hand-made, custom"})
    void oldSpellingsOfASystemAreAccepted(String old, String id) {
        assertThat(request(old).current().system()).isEqualTo(id);
    }

    @Test
    void presentOnesAndUnknownOnesStay() {
        SourceRequest present = request("sea-orm");
        SourceRequest unknown = request("nobody");
        SourceRequest none = request(null);

        assertThat(present.current()).isSameAs(present);
        assertThat(unknown.current()).isSameAs(unknown);
        assertThat(none.current()).isSameAs(none);
    }

    private static SourceRequest request(String system) {
        return new SourceRequest("migrations", system, null, null, null, null, null, null, null);
    }
}
