package dev.migrationcontrol.environment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects everything that is wrong, so that one start reports it all. */
public final class Misconfigurations {
    private final Set<Misconfiguration> found = new LinkedHashSet<>();

    public void add(String variable, String wrong, String instead) {
        found.add(new Misconfiguration(variable, wrong, instead));
    }

    Complaints about(String variable) {
        return new Complaints(this, variable);
    }

    public List<Misconfiguration> all() {
        return List.copyOf(found);
    }
}
