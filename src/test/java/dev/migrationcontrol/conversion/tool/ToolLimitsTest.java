package dev.migrationcontrol.conversion.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.migrationcontrol.CodeTools;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.conversion.migration.Converting;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tool is a stranger's program: bounded in time, output and what it sees; a script of ours stands for it here. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ToolLimitsTest {
    private static final Path ROOT = ServiceUnderTest.SOURCES;

    @Inject
    SqlTool tool;

    private static Response ask(String behaviour) {
        Converting.write(ROOT, behaviour + "/behaviour", behaviour);
        return Service.post(
                "/api/v1/conversions",
                "{\"sources\":[{\"directory\":\"" + behaviour + "\",\"system\":\"alembic\",\"runTool\":true}]}");
    }

    private static ValidatableResponse refused(String behaviour) {
        return ask(behaviour)
                .then()
                .statusCode(422)
                .body("type", equalTo("https://migrationcontrol.dev/problems/tool-unavailable"));
    }

    @ParameterizedTest
    @CsvSource({
        "flood,prints more than 10000 bytes",
        "line,said: xxxxxxxxxx",
        "memory,memory exhausted",
        "fail,failed before the first revision. It ended with status 3 and said: no postgresql://***@127.0.0.1/x for ***",
    })
    void aToolThatFailsOrFloodsIsToldWithItsLastWords(String behaviour, String detail) {
        refused(behaviour).body("detail", containsString(detail)).body("detail", not(containsString("canary")));
    }

    @Test
    void aToolThatHangsIsEndedWithWhatItStarted() {
        refused("hang").body("detail", containsString("did not end within PT8S"));
        assertThat(ROOT.resolve("hang/child")).exists();
        Awaitility.await().until(() -> child("hang").isEmpty());
    }

    @Test
    void aToolIsEndedWhenTheServiceStops() throws Exception {
        Path child = ROOT.resolve("hang/child");
        Files.deleteIfExists(child);
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> ask("hang"));
        Awaitility.await().until(() -> child("hang").isPresent());
        ProcessHandle started = child("hang").orElseThrow();
        tool.endAll(new ShutdownEvent());
        answer.get().then().statusCode(422).body("detail", containsString("The service stops"));
        Awaitility.await().until(() -> !started.isAlive());
    }

    /** What the tool started and did not wait for. */
    private static Optional<ProcessHandle> child(String folder) {
        return Files.exists(ROOT.resolve(folder + "/child"))
                ? CodeTools.sleeping(ROOT.resolve(folder))
                : Optional.empty();
    }

    /** Two forks, a session of its own and an empty environment lead out of everything but a namespace. */
    @Test
    void whatAToolHidesEndsWithIt() throws Exception {
        Assumptions.assumeTrue(tool.isContained(), "no namespaces here");
        ask("escape").then().statusCode(422);
        assertThat(ROOT.resolve("escape/child")).exists();
        Awaitility.await().until(() -> child("escape").isEmpty());
    }

    @Test
    void aToolSeesNoOtherProcess() {
        Assumptions.assumeTrue(tool.isContained(), "no namespaces here");
        refused("peek").body("detail", containsString("status 6 and said: seen nothing"));
    }

    @Test
    void aToolSeesNothingOfTheServicesEnvironment() {
        Converting.write(
                ROOT,
                "environment/output.sql",
                "BEGIN;",
                "-- Running upgrade  -> a1",
                "CREATE TABLE a ();",
                "INSERT INTO alembic_version (version_num) VALUES ('a1');",
                "COMMIT;");
        ask("environment")
                .then()
                .statusCode(200)
                .body("migrations", hasSize(1))
                .body("migrations[0].oldId", equalTo("a1"));
    }

    @Test
    void onlyToolsThatAreKnownAreRun() {
        Converting.write(ROOT, "tool-rails/db/migrate/20240101000000_a.rb", "class A < ActiveRecord::Migration[7.1]");
        Service.post(
                        "/api/v1/conversions",
                        "{\"sources\":[{\"directory\":\"tool-rails\",\"system\":\"rails\",\"runTool\":true}]}")
                .then()
                .statusCode(422)
                .body("detail", containsString("Only Alembic's and Django's tools"));
    }
}
