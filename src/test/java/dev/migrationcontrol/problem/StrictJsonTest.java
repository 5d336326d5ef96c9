package dev.migrationcontrol.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose JSON says two things, or something that only a guess makes usable. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class StrictJsonTest {
    private static final String CONTRACT = "/api/v1/environments/contract/";
    private static final String CANCELLATIONS = "/api/v1/operations/0192f0c1-7c00-7000-8000-000000000000/cancellations";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                CONTRACT + "rollbacks | {'steps':1,'steps':2000} | steps",
                CONTRACT + "rollbacks | {'steps':1,'st\\u0065ps':1} | steps",
                CONTRACT + "upgrades | {'reason':'a','targetVersion':'1','reason':'a'} | reason",
                CONTRACT + "upgrades | {'unknown':{'deep':1,'deep':2}} | deep",
                CONTRACT + "baselines | {'version':'1','version':'2'} | version",
                CONTRACT + "repairs | {'dryRun':true,'dryRun':false} | dryRun",
                CONTRACT
                        + "consolidations | {'mode':'plan','manifest':{'migrations':[{'script':'a','script':'b'}]}} | script",
                CONTRACT + "consolidations | {'mode':'plan','tables':[{'system':'a','system':'b'}]} | system",
                CANCELLATIONS + " | {'reason':'a','reason':'b'} | reason",
                "/api/v1/conversions | {'sources':[],'sources':[]} | sources",
                "/api/v1/conversions | {'sources':[{'directory':'a','directory':'b'}]} | directory",
                "/api/v1/audits | {'directory':'.','directory':'..'} | directory"
            })
    void aRepeatedKeyIsNamed(String path, String body, String key) {
        Response answer = Service.post(path, body.replace('\'', '"'));
        answer.then().statusCode(400).body("type", endsWith("/invalid-request"));
        assertThat(answer.jsonPath().getString("detail")).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'steps':'2'}",
                "{'steps':2.0}",
                "{'steps':1e0}",
                "{'steps':true}",
                "{'steps':''}",
                "{'steps':' ','targetVersion':'0'}",
                "{'steps':'','targetVersion':'0'}",
                "{'steps':[2]}",
                "{'steps':99999999999}",
                "{'steps':NaN}",
                "{'steps':+2}",
                "{'steps':02}",
                "{'steps':0x2}",
                "{steps:2}",
                "{'steps':2,}",
                "{'steps':2}}",
                "{'steps':2} {'steps':2}",
                "{'steps':2} x",
                "{'steps':2} // why",
                "/* why */ {'steps':2}",
                "{'steps':2} # why",
                "null",
                "[]",
                "[{'steps':2}]",
                "2",
                "true",
                "'steps'",
                "",
                " ",
                "{",
                "{'targetVersion':4}",
                "{'targetVersion':4.10}",
                "{'targetVersion':true}",
                "{'targetVersion':['4']}",
                "{'targetVersion':{'is':'4'}}",
                "{'operation':'AZLwwXwAcACAAAAAAAAAAA=='}",
                "{'operation':'1-1-1-1-1'}",
                "{'operation':''}",
                "{'steps':2,'lockTimeout':2}",
                "{'steps':2,'lockTimeout':2.5}",
                "{'steps':2,'lockTimeout':''}",
                "{'steps':2,'lockTimeout':'2s'}",
                "{'steps':2,'reason':5}",
                "{'steps':2,'reason':false}",
                "{'Steps':2}",
                "{'steps ':2}"
            })
    void whatOnlyAGuessMakesUsableIsRefused(String body) {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Response answer = Service.post(CONTRACT + "rollbacks", body.replace('\'', '"'));
        answer.then().statusCode(400).body("type", endsWith("/invalid-request"));
        assertThat(environment.objects()).isEmpty();
    }

    @Test
    void enumsAndFlagsAreTakenAsWrittenOnly() {
        TestEnvironment.withSample("contract");
        for (String body : new String[] {
            "{'failed':0}",
            "{'failed':'remove'}",
            "{'failed':''}",
            "{'dryRun':1}",
            "{'dryRun':'true'}",
            "{'dryRun':'on'}",
            "{'dryRun':''}",
            "{'dryRun':' '}",
            "{'dryRun':'\\u0000'}",
            "{'failed':' '}",
            "{'dropInvalidIndexes':''}",
            "{'dropInvalidIndexes':' '}"
        }) {
            Service.post(CONTRACT + "repairs", body.replace('\'', '"')).then().statusCode(400);
        }
    }

    @Test
    void aBodyThatIsNoUtf8IsRefused() {
        TestEnvironment.withSample("contract");
        byte[] latin = "{\"reason\":\"gr\u00fcn\"}".getBytes(StandardCharsets.ISO_8859_1);
        Service.request()
                .contentType("application/json")
                .body(latin)
                .post(CONTRACT + "upgrades")
                .then()
                .statusCode(400);
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        Service.request()
                .contentType("application/json")
                .header("Prefer", "wait=60")
                .post(CONTRACT + "upgrades")
                .then()
                .statusCode(200);
        assertThat(environment.objects()).isNotEmpty();
        Service.request()
                .contentType("application/json")
                .post(CONTRACT + "rollbacks")
                .then()
                .statusCode(400);
    }
}
