package dev.migrationcontrol.freeze;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Misconfigurations;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.environment.Variable;
import dev.migrationcontrol.environment.Variables;
import dev.migrationcontrol.environment.setting.NamedProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads freezes from the configuration, and complains of everything that is wrong with them at once. */
final class FreezeReader {
    static final String PREFIX = "migration-control.freezes";

    private final Variables variables;
    private final Environments environments;
    private final Misconfigurations misconfigurations = new Misconfigurations();

    private FreezeReader(Map<String, String> raw, Environments environments) {
        this.variables = new Variables(raw, misconfigurations);
        this.environments = environments;
    }

    /**
     * The freezes of these variables, by name.
     *
     * @throws StartRefused with everything that is wrong
     */
    static List<ConfiguredFreeze> read(Map<String, String> raw, Environments environments) {
        return new FreezeReader(raw, environments).read();
    }

    private List<ConfiguredFreeze> read() {
        Map<String, FreezeBlock> blocks = new TreeMap<>();
        for (String variable : variables.names()) {
            NamedProperty.parse(PREFIX, FreezeKey.properties(), variable)
                    .ifPresent(property -> add(blocks, property, variable));
        }
        List<ConfiguredFreeze> freezes = blocks.values().stream()
                .flatMap(block -> freeze(block).stream())
                .toList();
        if (!misconfigurations.all().isEmpty()) {
            throw new StartRefused(misconfigurations.all());
        }
        return freezes;
    }

    private void add(Map<String, FreezeBlock> blocks, NamedProperty property, String variable) {
        Optional<FreezeKey> key = FreezeKey.find(property.key());
        if (!property.isNamed()) {
            misconfigurations.add(
                    variable,
                    "gives no valid name of a freeze",
                    "write lower-case letters, digits and hyphens, a letter first");
        } else if (key.isEmpty()) {
            misconfigurations.add(
                    variable,
                    "ends in no known key of a freeze",
                    "known keys are " + String.join(", ", FreezeKey.properties()));
        } else {
            blocks.computeIfAbsent(property.name(), name -> new FreezeBlock(name, variables, misconfigurations))
                    .put(key.get(), variable);
        }
    }

    private Optional<ConfiguredFreeze> freeze(FreezeBlock block) {
        Optional<Set<String>> where =
                block.required(FreezeKey.ENVIRONMENTS, "production").flatMap(variable -> environments(block, variable));
        Optional<WindowReader.Timing> timing = WindowReader.read(block);
        Freeze.Kind kind = block.find(FreezeKey.KIND)
                .flatMap(variable -> kind(block, variable))
                .orElse(Freeze.Kind.DENY);
        boolean rollback = block.find(FreezeKey.ROLLBACK)
                .flatMap(variable -> rollback(block, variable))
                .orElse(false);
        String reason = block.find(FreezeKey.REASON).map(Variable::value).orElse(null);
        return where.flatMap(names -> timing.map(given ->
                new ConfiguredFreeze(new Freeze(block.name(), kind, names, given.window(), rollback, reason), given)));
    }

    private Optional<Set<String>> environments(FreezeBlock block, Variable variable) {
        Set<String> names = Arrays.stream(variable.value().split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toSet());
        List<String> known = environments.all().stream().map(Environment::name).toList();
        boolean all = names.equals(Set.of(Freeze.ALL));
        return names.isEmpty() || !all && !known.containsAll(names)
                ? block.wrong(
                        variable,
                        "names an environment that is not configured",
                        "write * for all, or some of " + String.join(", ", known))
                : Optional.of(names);
    }

    private static Optional<Freeze.Kind> kind(FreezeBlock block, Variable variable) {
        return switch (variable.value().strip().toLowerCase(Locale.ROOT)) {
            case "deny" -> Optional.of(Freeze.Kind.DENY);
            case "allow" -> Optional.of(Freeze.Kind.ALLOW);
            default -> block.wrong(variable, "is no kind of freeze", "write deny or allow");
        };
    }

    private static Optional<Boolean> rollback(FreezeBlock block, Variable variable) {
        return switch (variable.value().strip().toLowerCase(Locale.ROOT)) {
            case "allowed" -> Optional.of(true);
            case "frozen" -> Optional.of(false);
            default -> block.wrong(variable, "does not say what happens to rollbacks", "write allowed or frozen");
        };
    }
}
