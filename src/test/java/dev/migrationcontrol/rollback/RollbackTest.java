package dev.migrationcontrol.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class RollbackTest {
    @Test
    void exactlyWhatAnOperationAppliedIsUndone() {
        TestEnvironment environment = TestEnvironment.withSample("rollbacks");
        Service.upgrade(environment, "{\"targetVersion\":\"6\"}").succeeded();
        String upgrade = Service.upgrade(environment, "{\"targetVersion\":\"9\"}")
                .succeeded()
                .id();
        Service.rollBack(environment, "{\"operation\":\"" + upgrade + "\"}")
                .succeeded()
                .did("9", "8", "7");
        Service.rollBack(environment, "{\"operation\":\"" + upgrade + "\"}")
                .refused(409, "unknown-target-version")
                .with("versions", List.of("7", "8", "9"));
    }

    @Test
    void anOperationBelowOthersIsRefusedWithWhatLiesAboveIt() {
        TestEnvironment environment = TestEnvironment.withSample("rollbacks");
        Service.upgrade(environment, "{\"targetVersion\":\"4\"}").succeeded();
        String upgrade = Service.upgrade(environment, "{\"targetVersion\":\"6\"}")
                .succeeded()
                .id();
        Service.upgrade(environment, "{\"targetVersion\":\"8\"}").succeeded();
        Service.rollBack(environment, "{\"operation\":\"" + upgrade + "\"}")
                .refused(409, "history-not-linear")
                .with("versions", List.of("7", "8"));
    }

    @Test
    void aVersionWithoutAnUndoIsRefusedWithItsName() {
        TestEnvironment environment = TestEnvironment.withSample("rollbacks");
        Service.upgrade(environment, "{}").succeeded();
        Service.rollBack(environment, "{\"targetVersion\":\"0\"}")
                .refused(409, "undo-missing")
                .with("versions", List.of("3"));
        Service.awaitState(environment, "UP_TO_DATE");
    }

    @Test
    void aRepeatableThatUsesWhatWouldGoIsNamed() {
        TestEnvironment environment = TestEnvironment.withSample("rollbacks");
        Service.upgrade(environment, "{}").succeeded();
        Service.rollBack(environment, "{\"targetVersion\":\"3\"}")
                .refused(409, "repeatable-depends")
                .says("detail", "R__search_documents.sql")
                .with("versions", List.of("4"));
    }

    @Test
    void versionsAppliedOutOfOrderAreUndoneByRank() {
        TestEnvironment environment = TestEnvironment.empty("rollbacks")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("U1__a.sql", "DROP TABLE a;")
                .script("V3__c.sql", "CREATE TABLE c ();")
                .script("U3__c.sql", "DROP TABLE c;");
        Service.upgrade(environment, "{}").succeeded().did("1", "3");
        environment.script("V2__b.sql", "CREATE TABLE b ();").script("U2__b.sql", "DROP TABLE b;");
        Service.upgrade(environment, "{}").refused(409, "history-diverged").with("problems[0].kind", "NOT_APPLIED");
        String late = Service.upgrade(environment, "{\"outOfOrder\":true}")
                .succeeded()
                .did("2")
                .id();
        Service.rollBack(environment, "{\"operation\":\"" + late + "\"}")
                .succeeded()
                .did("2");
        Service.upgrade(environment, "{\"outOfOrder\":true}").succeeded().did("2");
        Service.rollBack(environment, "{\"steps\":1}").succeeded().did("2");
        Service.upgrade(environment, "{\"outOfOrder\":true}").succeeded().did("2");
        Service.rollBack(environment, "{\"targetVersion\":\"0\"}").succeeded().did("2", "3", "1");
        assertThat(environment.objects()).isEmpty();
    }

    @Test
    void whatStaysOfAVersionThatARepairMarkedAsDeletedIsTold() {
        TestEnvironment environment = TestEnvironment.empty("rollbacks")
                .script("V3__c.sql", "CREATE TABLE c ();")
                .script("V4__d.sql", "CREATE TABLE d ();")
                .script("V5__e.sql", "CREATE TABLE e ();")
                .script("U5__e.sql", "DROP TABLE e;");
        Service.upgrade(environment, "{}").succeeded();
        environment.deleteScript("V4__d.sql");
        Service.work(environment, "repairs", "{}").succeeded();
        Service.rollBack(environment, "{\"targetVersion\":\"3\"}")
                .succeeded()
                .did("5")
                .says("result.remarks[0]", "V4__d.sql");
        Service.rollBack(environment, "{\"targetVersion\":\"3\"}")
                .succeeded()
                .did()
                .says("result.remarks[0]", "V4__d.sql");
        assertThat(environment.objects()).containsExactly("c", "d");
    }

    @Test
    void anUndoScriptThatDoesNothingIsRefused() {
        TestEnvironment environment = TestEnvironment.empty("rollbacks")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("U1__a.sql", "");
        Service.upgrade(environment, "{}").succeeded();
        Service.rollBack(environment, "{\"steps\":1}")
                .refused(409, "undo-empty")
                .with("versions", List.of("1"));
        environment.script("U1__a.sql", "-- migration-control: nothing to undo, the table is kept");
        Service.rollBack(environment, "{\"steps\":1}").succeeded().did("1");
        assertThat(environment.objects()).containsExactly("a");
    }

    @Test
    void aBaselineIsAsFarAsARollbackGoes() {
        TestEnvironment environment = TestEnvironment.withSample("rollbacks");
        environment.execute("CREATE TABLE adopted ()");
        Service.work(environment, "baselines", "{\"version\":\"10\"}").succeeded();
        environment.script("V11__more.sql", "CREATE TABLE more ();").script("U11__more.sql", "DROP TABLE more;");
        environment.deleteScript("R__search_documents.sql");
        Service.upgrade(environment, "{}").succeeded().did("11");
        Service.rollBack(environment, "{\"steps\":2}")
                .refused(409, "baseline-in-the-way")
                .with("versions", List.of("10"));
        Service.rollBack(environment, "{\"targetVersion\":\"10\"}").succeeded().did("11");
    }

    @Test
    void moreStepsThanVersionsAreRefused() {
        TestEnvironment environment = TestEnvironment.withSample("rollbacks");
        Service.upgrade(environment, "{\"targetVersion\":\"2\"}").succeeded();
        Service.rollBack(environment, "{\"steps\":3}").refused(409, "too-few-applied");
        Service.rollBack(environment, "{\"targetVersion\":\"9\"}").refused(409, "unknown-target-version");
        Service.rollBack(environment, "{\"targetVersion\":\"0\"}").succeeded().did("2", "1");
        assertThat(environment.objects()).containsExactly("search_documents()");
    }

    @Test
    void exactlyOneWayOfSayingHowFarIsAsked() {
        TestEnvironment environment = TestEnvironment.withSample("rollbacks");
        Service.rollBack(environment, "{}").refused(400, "invalid-request");
        Service.rollBack(environment, "{\"steps\":1,\"targetVersion\":\"1\"}").refused(400, "invalid-request");
        Service.rollBack(environment, "{\"steps\":0}").refused(400, "invalid-request");
        Service.rollBack(environment, "{\"operation\":\"0192f0c1-7c00-7000-8000-000000000000\"}")
                .refused(404, "unknown-operation");
    }
}
