package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.setting.LocalCron;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what an environment says of drift: {@code drift-schedule}, {@code drift-zone}, {@code drift-accept.<object>}. */
final class DriftPolicyReader {
    static final String ACCEPT = "drift-accept.";
    private static final int LONGEST_REASON = 500;
    private static final int MOST = 1_000;

    private final Variables variables;
    private final Misconfigurations misconfigurations;

    DriftPolicyReader(Variables variables, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.misconfigurations = misconfigurations;
    }

    DriftPolicy read(PropertyBlock block, DriftPolicy otherwise) {
        LocalCron schedule = schedule(block);
        Map<String, String> accepted = new TreeMap<>(otherwise.accepted());
        block.accepted()
                .forEach((object, name) -> variables.find(name).ifPresent(variable -> {
                    String reason = variable.value().strip();
                    if (reason.isEmpty() || reason.length() > LONGEST_REASON || accepted.size() >= MOST) {
                        misconfigurations.add(
                                variable.name(),
                                "has an unusable value",
                                "write the reason, in 500 characters at the most, for 1,000 objects at the most");
                    } else {
                        accepted.put(object, reason);
                    }
                }));
        return new DriftPolicy(schedule == null ? otherwise.schedule() : schedule, accepted);
    }

    private @Nullable LocalCron schedule(PropertyBlock block) {
        Optional<Variable> zone = block.variable(EnvironmentKey.DRIFT_ZONE).flatMap(variables::find);
        Optional<Variable> cron = block.variable(EnvironmentKey.DRIFT_SCHEDULE).flatMap(variables::find);
        String in = zone.map(each -> each.value().strip()).orElse("UTC");
        if (!ZoneId.getAvailableZoneIds().contains(in)) {
            zone.ifPresent(each -> misconfigurations.add(
                    each.name(), "is no time zone", "write an IANA name such as Europe/Berlin or UTC"));
            return null;
        }
        if (cron.isEmpty()) {
            return null;
        }
        try {
            return new LocalCron(cron.get().value().strip(), ZoneId.of(in));
        } catch (IllegalArgumentException | DateTimeException e) {
            misconfigurations.add(
                    cron.get().name(),
                    "is no cron expression that ever happens",
                    "write five fields, minute hour day month weekday, as in 0 3 * * *");
            return null;
        }
    }
}
