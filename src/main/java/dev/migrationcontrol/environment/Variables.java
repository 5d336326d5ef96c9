package dev.migrationcontrol.environment;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.SmallRyeConfig;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables and properties of one start. A blank one counts as not set, but for placeholders. {@code X_FILE} (and {@code x-file} of a
 * property) gives the value of {@code X} from a mounted secret, and {@code ${Y}} within a value is replaced by another
 * variable.
 */
public final class Variables {
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<literal>[$\\\\])\\$\\{|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_.-]*?)(?::-?(?<otherwise>[^}]*))?}");

    private final Map<String, String> raw = new TreeMap<>();
    private final Misconfigurations misconfigurations;
    private final Set<String> expanding = new LinkedHashSet<>();
    private boolean haveReadFiles;

    public Variables(Map<String, String> raw, Misconfigurations misconfigurations) {
        raw.forEach((name, value) -> {
            if (!value.isBlank() || isPlaceholder(name)) {
                this.raw.put(name, value);
            }
        });
        this.misconfigurations = misconfigurations;
    }

    /**
     * Everything that is configured, without SmallRye's own expansion: that would take {@code \} out of a password, and
     * would end at the first reference to a missing variable.
     */
    public static Map<String, String> rawIn(SmallRyeConfig config) {
        Map<String, String> values = new TreeMap<>();
        Expressions.withoutExpansion(() -> {
            for (String name : config.getPropertyNames()) {
                ConfigValue value = config.getConfigValue(name);
                if (value.getValue() != null) {
                    values.put(name, value.getValue());
                }
            }
        });
        return values;
    }

    /** The same variables, with what their files hold by now. */
    Variables readAnew(Misconfigurations about) {
        return new Variables(raw, about);
    }

    /** Whether any value came from a file. */
    boolean haveReadFiles() {
        return haveReadFiles;
    }

    private static boolean isPlaceholder(String name) {
        return PropertyName.parse(name).flatMap(PropertyName::placeholder).isPresent();
    }

    /** The names as they are spelled, {@code …_FILE} included. */
    public Set<String> names() {
        return Collections.unmodifiableSet(raw.keySet());
    }

    /** Whether it is set, be it to something unusable. */
    boolean isSet(String name) {
        return raw.containsKey(name) || raw.containsKey(SecretFile.variableFor(name));
    }

    boolean areReferringTo(String name) {
        return raw.values().stream().anyMatch(value -> value.contains("${" + name));
    }

    /** The variable, ready to use; nothing if it is not set or, after a complaint, unusable. */
    public Optional<Variable> find(String name) {
        String file = SecretFile.variableFor(name);
        if (raw.containsKey(name) && raw.containsKey(file)) {
            misconfigurations.add(name + ", " + file, "are both set", "set one of the two");
            return Optional.empty();
        }
        if (raw.containsKey(file)) {
            haveReadFiles = true;
            return SecretFile.read(raw.get(file), misconfigurations.about(file))
                    .flatMap(content -> SecretFile.isLiteral(name) ? Optional.of(content) : expand(file, content))
                    .map(value -> new Variable(file, value));
        }
        return Optional.ofNullable(raw.get(name))
                .flatMap(value -> expand(name, value))
                .map(value -> new Variable(name, value));
    }

    private Optional<String> expand(String name, String value) {
        if (!expanding.add(name)) {
            misconfigurations.add(name, "refers to itself", "write the value itself");
            return Optional.empty();
        }
        try {
            return replaceReferences(value, misconfigurations.about(name));
        } finally {
            expanding.remove(name);
        }
    }

    private Optional<String> replaceReferences(String value, Complaints complaints) {
        StringBuilder expanded = new StringBuilder();
        Matcher matcher = REFERENCE.matcher(value);
        while (matcher.find()) {
            if (matcher.group("literal") != null) {
                matcher.appendReplacement(expanded, Matcher.quoteReplacement("${"));
                continue;
            }
            Optional<String> referred = referred(matcher);
            if (referred.isEmpty()) {
                complainOfMissing(matcher.group("name"), complaints);
            }
            matcher.appendReplacement(expanded, Matcher.quoteReplacement(referred.orElse("")));
        }
        matcher.appendTail(expanded);
        if (complaints.none() && REFERENCE.matcher(value).replaceAll("").contains("${")) {
            complaints.add(
                    "contains a ${ that begins no reference",
                    "write ${NAME}, or $${ for the characters; a $ of a password is %24 in a URL");
        }
        return complaints.none() ? Optional.of(expanded.toString()) : Optional.empty();
    }

    private Optional<String> referred(Matcher matcher) {
        String name = matcher.group("name");
        return isSet(name) ? find(name).map(Variable::value) : Optional.ofNullable(matcher.group("otherwise"));
    }

    /** A name in lower case may be a piece of a password, so it is not quoted. */
    private void complainOfMissing(String name, Complaints complaints) {
        if (isSet(name)) {
            complaints.add("refers to a variable that cannot be used", "see its own message");
            return;
        }
        boolean quotable = name.matches("[A-Z][A-Z0-9_]*");
        complaints.add(
                "refers to " + (quotable ? "${" + name + "}" : "a variable") + ", which is not set",
                (quotable ? "set " + name : "set it")
                        + " or write the value itself; a $ of a password is %24 in a URL");
    }
}
