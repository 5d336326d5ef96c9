package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.setting.Spelling;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
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
                        () -> addToMap(name, variable, block, complaints));
        if (!block.variables().isEmpty()
                || !block.placeholders().isEmpty()
                || !block.rules().isEmpty()
                || !block.accepted().isEmpty()) {
            blocks.put(name.environment(), block);
        }
    }

    private static void addToMap(PropertyName name, String variable, PropertyBlock block, Complaints complaints) {
        Optional<String> placeholder = name.placeholder();
        Optional<String> rule = name.rule();
        Optional<String> accepted = name.acceptedObject();
        if (placeholder.isPresent()) {
            block.placeholders().put(placeholder.get(), variable);
        } else if (rule.isPresent()) {
            block.rules().put(rule.get(), variable);
        } else if (accepted.isPresent()) {
            block.accepted().put(accepted.get(), variable);
        } else {
            complainOfUnknown(name.key(), complaints);
        }
    }

    private static void complainOfUnknown(String key, Complaints complaints) {
        String known = "known keys are " + String.join(", ", EnvironmentKey.properties()) + ", "
                + EnvironmentKey.PLACEHOLDERS + ".<key>, " + RulePolicyReader.LEVELS + "<rule>, "
                + RulePolicyReader.ACCEPTED + "<rule> and " + DriftPolicyReader.ACCEPT + "<object>";
        complaints.add(
                "ends in no known key of an environment",
                Spelling.nearest(key, EnvironmentKey.properties())
                        .map(nearest -> "write " + nearest + "; " + known)
                        .orElse(known));
    }
}
