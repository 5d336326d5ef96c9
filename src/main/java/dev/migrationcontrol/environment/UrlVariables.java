package dev.migrationcontrol.environment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The variables that hold database URLs: {@code DATABASE_URL}, {@code <NAME>_DATABASE_URL}, their replicas. */
final class UrlVariables {
    private final Variables variables;
    private final Misconfigurations misconfigurations;
    private final Set<UrlVariable> set = new LinkedHashSet<>();
    private final Set<String> warnings = new TreeSet<>();

    UrlVariables(Variables variables, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.misconfigurations = misconfigurations;
        variables.names().stream()
                .map(SecretFile::variableOf)
                .flatMap(name -> UrlVariable.parse(name).stream())
                .forEach(set::add);
    }

    boolean contains(UrlVariable variable) {
        return set.contains(variable);
    }

    /** The environments that have a URL variable of either kind. */
    Set<String> environments() {
        return ofEnvironments().map(UrlVariable::environment).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The variables of one environment that are set; {@code MAIN_DATABASE_URL} and {@code DATABASE_URL} are two. */
    List<UrlVariable> of(String environment, boolean replica) {
        return ofEnvironments()
                .filter(each -> each.replica() == replica && each.environment().equals(environment))
                .toList();
    }

    /** As the operator spelled it. */
    String spelled(UrlVariable variable) {
        return variables.isSet(variable.standard()) ? variable.standard() : variable.deprecated();
    }

    /** Its value, from the deprecated spelling if need be; nothing after a complaint. */
    Optional<Variable> find(UrlVariable variable) {
        boolean deprecated = !variable.owner().isEmpty() && variables.isSet(variable.deprecated());
        if (!deprecated) {
            return variables.find(variable.standard());
        }
        warnings.add(variable.deprecated() + " is the deprecated spelling of " + variable.standard() + ": rename it");
        List<Variable> values = Stream.of(variable.standard(), variable.deprecated())
                .filter(variables::isSet)
                .flatMap(name -> variables.find(name).stream())
                .toList();
        if (values.stream().map(Variable::value).distinct().count() > 1) {
            misconfigurations.add(
                    variable.standard() + ", " + variable.deprecated(),
                    "are two spellings of one variable and set to different values",
                    "keep " + variable.standard() + " and remove the other");
            return Optional.empty();
        }
        return values.stream().findFirst();
    }

    private Stream<UrlVariable> ofEnvironments() {
        return set.stream()
                .filter(each -> !each.owner().equals(UrlVariable.CONTROL)
                        && !each.owner().equals(UrlVariable.REHEARSAL));
    }

    /** What is read although it should be written otherwise. */
    List<String> warnings() {
        return new ArrayList<>(warnings);
    }
}
