package dev.migrationcontrol.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A statement that ends its session wherever it runs is not tried until the budget is used up. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class LostSessionsTest {
    @Test
    void failsAtAStatementThatHidesThatItEndsItsSession() {
        TestEnvironment environment = TestEnvironment.empty("failures")
                .script("V1__t.sql", "CREATE TABLE t (id int);")
                .script(
                        "V2__end.sql",
                        "CREATE TABLE u (id int);\n"
                                + "DO $$ BEGIN EXECUTE 'select pg_term' || 'inate_backend(pg_backend_pid())'; PERFORM pg_sleep(9); END $$;");
        Service.upgrade(environment, "{}")
                .failed("check-failed")
                .did("1")
                .with("failure.step", "V2__end.sql")
                .with("failure.statement", 2)
                .with("failure.sqlState", "57P01")
                .says("failure.message", "ended 2 times at statement 2")
                .says("failure.effect", "rolled back");
        assertThat(environment.history()).containsExactly("SQL 1");
    }
}
