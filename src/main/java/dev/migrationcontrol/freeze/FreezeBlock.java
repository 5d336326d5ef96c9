package dev.migrationcontrol.freeze;

import dev.migrationcontrol.environment.Misconfigurations;
import dev.migrationcontrol.environment.Variable;
import dev.migrationcontrol.environment.Variables;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The variables of one configured freeze, and what is wrong with them. */
final class FreezeBlock {
    private final String name;
    private final Variables variables;
    private final Misconfigurations misconfigurations;
    private final Map<FreezeKey, String> names = new EnumMap<>(FreezeKey.class);

    FreezeBlock(String name, Variables variables, Misconfigurations misconfigurations) {
        this.name = name;
        this.variables = variables;
        this.misconfigurations = misconfigurations;
    }

    String name() {
        return name;
    }

    void put(FreezeKey key, String variable) {
        names.put(key, variable);
    }

    boolean has(FreezeKey key) {
        return find(key).isPresent();
    }

    Optional<Variable> find(FreezeKey key) {
        return Optional.ofNullable(names.get(key)).flatMap(variables::find);
    }

    Optional<Variable> required(FreezeKey key, String example) {
        Optional<Variable> found = find(key);
        if (found.isEmpty()) {
            complain(
                    "configures the freeze " + name + ", which has no " + key.property(),
                    "set " + property(key) + ", for example to " + example);
        }
        return found;
    }

    /** Something is wrong with the freeze as a whole. */
    void complain(String wrong, String instead) {
        misconfigurations.add(names.values().iterator().next(), wrong, instead);
    }

    <T> Optional<T> wrong(Variable variable, String wrong, String instead) {
        misconfigurations.add(variable.name(), wrong, instead);
        return Optional.empty();
    }

    private String property(FreezeKey key) {
        return FreezeReader.PREFIX + "." + name + "." + key.property();
    }
}
