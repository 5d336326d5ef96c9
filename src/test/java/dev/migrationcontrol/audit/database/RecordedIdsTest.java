package dev.migrationcontrol.audit.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedIdsTest {
    private final RecordedIds<String> ids =
            new RecordedIds<>(List.of("V0001.First.up.sql", "V0012.Twelfth.up.sql"), List::of, each -> null);

    @Test
    void numbersOfRowsAreThoseOfFilesWithALetterBefore() {
        assertThat(ids.of(List.of("1"))).containsExactly("V0001.First.up.sql");
        assertThat(ids.of(List.of("12"))).containsExactly("V0012.Twelfth.up.sql");
        assertThat(ids.of(List.of("2"))).isEmpty();
    }
}
