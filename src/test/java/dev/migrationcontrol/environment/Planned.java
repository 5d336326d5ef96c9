package dev.migrationcontrol.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans from variables given as name, value, name, value. */
final class Planned {
    static final String CONTROL = "postgresql://mc:mc@localhost:5432/control";

    private Planned() {}

    static EnvironmentPlan from(String... variables) {
        return planner(LaunchMode.NORMAL, variables).plan();
    }

    /** With a control database, so that only the environments are in question. */
    static Environments environments(String... variables) {
        EnvironmentPlan blueprint =
                planner(LaunchMode.NORMAL, withControl(variables)).plan();
        assertThat(blueprint.control()).isNotNull();
        return new Environments(blueprint.environments(), blueprint.control());
    }

    static List<Misconfiguration> problems(String... variables) {
        return problems(LaunchMode.NORMAL, withControl(variables));
    }

    static List<Misconfiguration> problems(LaunchMode mode, String... variables) {
        try {
            planner(mode, variables).plan();
            return List.of();
        } catch (StartRefused refused) {
            return refused.reasons();
        }
    }

    /** The block that the operator sees. */
    static String block(String... variables) {
        return new StartRefused(problems(variables)).getMessage();
    }

    static EnvironmentPlanner planner(LaunchMode mode, String... variables) {
        return new EnvironmentPlanner(map(variables), Embedded.in(Path.of("nowhere")), mode);
    }

    private static String[] withControl(String... variables) {
        String[] all = Arrays.copyOf(variables, variables.length + 2);
        all[variables.length] = "CONTROL_DATABASE_URL";
        all[variables.length + 1] = CONTROL;
        return all;
    }

    private static Map<String, String> map(String... variables) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int at = 0; at < variables.length; at += 2) {
            map.put(variables[at], variables[at + 1]);
        }
        return map;
    }
}
