package dev.migrationcontrol.operation;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a caller prefers to wait, in the spellings of RFC 7240; there is nothing to do, so nobody waits. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class PreferredWaitTest {
    @BeforeEach
    void begin() {
        Service.upgrade(TestEnvironment.empty("keys"), "{}").succeeded();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            nullValues = "none",
            value = {
                "wait=1 | wait=1",
                "wait=\"3\" | wait=3",
                "wait = 4 | wait=4",
                "respond-async, wait=5 | wait=5",
                "wait=6, respond-async | wait=6",
                "handling=lenient; wait=7 | none",
                "awaits=3 | none",
                "wait=300 | wait=300",
                "wait=301 | wait=300",
                "wait=999999999 | wait=300",
                "wait=0 | none",
                "respond-async | none",
            })
    void isAppliedUpToFiveMinutes(String prefer, @Nullable String applied) {
        upgrade(prefer)
                .statusCode(200)
                .header("Preference-Applied", applied == null ? Matchers.nullValue() : Matchers.equalTo(applied));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "wait=", "wait=soon", "wait=-1", "wait=1.5", "wait=1s", "wait=9999999999"})
    void isRefusedInAnyOtherSpellingBeforeAnythingIsAccepted(String prefer) {
        upgrade(prefer).statusCode(400).body("type", Matchers.endsWith("/invalid-request"));
    }

    private static ValidatableResponse upgrade(String prefer) {
        return Service.request()
                .contentType(ContentType.JSON)
                .header("Prefer", prefer)
                .body("{}")
                .post("/api/v1/environments/keys/upgrades")
                .then();
    }
}
