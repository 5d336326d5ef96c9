package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.setting.Spelling;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that is configured below {@code migration-control.environments}, by environment. */
final class PropertyBlocks {
    private final Map<String, PropertyBlock> blocks = new TreeMap<>();

    /** Of two spellings the dotted one is taken: asked for it, SmallRye has already found which source wins. */
    PropertyBlocks(Set<String> variables, Misconfigurations misconfigurations) {
        variables.stream()
                .sorted()
                .forEach(variable -> PropertyName.parse(variable)
                        .ifPresent(name -> add(name, variable, misconfigurations.about(variable))));
    }

    Set<String> environments() {
        return Collections.unmodifiableSet(blocks.keySet());
    }

    PropertyBlock of(String environment) {
        return blocks.getOrDefault(environment, new PropertyBlock());
    }

    private void add(PropertyName name, String variable, Complaints complaints) {
        PropertyBlock block = blocks.getOrDefault(name.environment(), new PropertyBlock());
        EnvironmentKey.find(name.key())
                .ifPresentOrElse(
                        key -> block.variables()
                                .put(key, key.mayBeInFile() ? SecretFile.variableOf(variable) : variable),
                        () -> name.placeholder()
                                .ifPresentOrElse(
                                        key -> block.placeholders().put(key, variable),
                                        () -> complainOfUnknown(name.key(), complaints)));
        if (!block.variables().isEmpty() || !block.placeholders().isEmpty()) {
            blocks.put(name.environment(), block);
        }
    }

    private static void complainOfUnknown(String key, Complaints complaints) {
        String known = "known keys are " + String.join(", ", EnvironmentKey.properties()) + " and "
                + EnvironmentKey.PLACEHOLDERS + ".<key>";
        complaints.add(
                "ends in no known key of an environment",
                Spelling.nearest(key, EnvironmentKey.properties())
                        .map(nearest -> "write " + nearest + "; " + known)
                        .orElse(known));
    }
}
