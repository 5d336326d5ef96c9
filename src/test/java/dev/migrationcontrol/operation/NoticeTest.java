package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.operation.state.Notice;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {
    private static final UUID ID = UUID.fromString("0192f0c1-7c00-7000-8000-000000000000");

    @Test
    void whatIsWrittenIsRead() {
        assertThat(Notice.parse(Notice.events(ID))).contains(new Notice(Notice.Kind.EVENTS, ID));
        assertThat(Notice.parse(Notice.cancel(ID))).contains(new Notice(Notice.Kind.CANCEL, ID));
    }

    /** Anyone who may connect to the control database may notify, and so may a later version of the service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "EVENTS",
                "EVENTS ",
                "EVENTS nothing",
                "events 0192f0c1-7c00-7000-8000-000000000000",
                "PAUSE 0192f0c1-7c00-7000-8000-000000000000",
                " 0192f0c1-7c00-7000-8000-000000000000",
                "0192f0c1-7c00-7000-8000-000000000000",
                "EVENTS 0192f0c1-7c00-7000-8000-000000000000 more",
            })
    void everythingElseIsNoNotice(String payload) {
        assertThat(Notice.parse(payload)).isEmpty();
    }
}
