package dev.migrationcontrol.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsolidationStepsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ConsolidationSteps steps(String... newestFirst) throws JsonProcessingException {
        List<Answer> operations = new ArrayList<>();
        for (String each : newestFirst) {
            operations.add(new Answer(JSON.readTree(each)));
        }
        return ConsolidationSteps.of(operations);
    }

    private static String operation(String state, String mode, String stage, String more) {
        return "{\"state\":\"%s\",\"request\":{\"mode\":\"%s\"},\"result\":{\"stage\":\"%s\"%s}}"
                .formatted(state, mode, stage, more);
    }

    private static String done(String mode, String stage) {
        return operation("SUCCEEDED", mode, stage, "");
    }

    @Test
    void eachStepFollowsFromTheOnesBefore() throws JsonProcessingException {
        String plan = done("plan", "NONE");
        String adopted = done("adopt", "ADOPTED");
        String retired = done("retire", "RETIRED");
        assertThat(steps().next()).isEqualTo("plan");
        assertThat(steps(plan).next()).isEqualTo("adopt");
        assertThat(steps(operation("FAILED", "adopt", "NONE", ""), plan).next()).isEqualTo("adopt");
        assertThat(steps(adopted, plan).next()).isEqualTo("retire");
        assertThat(steps(retired, adopted, plan).next()).isEmpty();
        assertThat(steps(retired, adopted, plan).mark("plan").sign()).isEqualTo(Mark.DONE);
        assertThat(steps(done("undo", "NONE"), retired).next()).isEqualTo("plan");
    }

    @Test
    void whatAPlanFoundIsResolvedFirst() throws JsonProcessingException {
        ConsolidationSteps found = steps(operation(
                "SUCCEEDED", "plan", "NONE", ",\"findings\":[{\"severity\":\"ERROR\"},{\"severity\":\"NOTE\"}]"));
        assertThat(found.next()).isEqualTo("plan");
        assertThat(found.advice()).contains("Resolve what the plan found");
        assertThat(steps(operation("SUCCEEDED", "plan", "NONE", ",\"proof\":{\"adoptable\":false}"))
                        .advice())
                .contains("accept each");
    }
}
