package dev.migrationcontrol.access;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Misconfigurations;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.environment.Variable;
import dev.migrationcontrol.environment.Variables;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads tokens and grants from the configuration, and complains of everything that is wrong with them at once. */
final class AccessReader {
    private static final List<String> GRANT_KEYS =
            List.of("token", "provider", "subject", "group", "role", "environments", "until");
    private static final List<String> TOKEN_KEYS = List.of("sha256", "owner");

    private final Variables variables;
    private final Environments environments;
    private final Misconfigurations misconfigurations;
    private final Map<String, Map<String, String>> tokens = new TreeMap<>();
    private final Map<String, Map<String, String>> providers = new TreeMap<>();
    private final Map<String, Map<String, String>> grants = new TreeMap<>();

    private AccessReader(Variables variables, Environments environments, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.environments = environments;
        this.misconfigurations = misconfigurations;
    }

    /**
     * The rules of these variables.
     *
     * @throws StartRefused with everything that is wrong
     */
    static AccessRules read(Map<String, String> raw, Environments environments) {
        Misconfigurations misconfigurations = new Misconfigurations();
        Variables variables = new Variables(raw, misconfigurations);
        AccessRules rules = new AccessReader(variables, environments, misconfigurations).rules();
        if (!misconfigurations.all().isEmpty()) {
            throw new StartRefused(misconfigurations.all());
        }
        return rules;
    }

    private AccessRules rules() {
        for (String variable : variables.names()) {
            Optional<AccessProperty> property = AccessProperty.parse(variable);
            if (property.isPresent()) {
                add(property.get(), variable);
            } else if (AccessProperty.isUnknown(variable)) {
                misconfigurations.add(
                        variable,
                        "is no setting of access",
                        "write migration-control.access.tokens.<name>.sha256, …providers.<name>.<key>, …grants.<name>.<key>,"
                                + " …address or …public-pages");
            }
        }
        Map<String, String> hashes = new TreeMap<>();
        Map<String, String> owners = new TreeMap<>();
        tokens.forEach((name, block) -> {
            hash(name, block).ifPresent(hash -> hashes.put(hash, name));
            owner(block).ifPresent(owner -> owners.put(name, owner));
        });
        ProviderReader reader = new ProviderReader(variables, misconfigurations);
        Map<String, Provider> known = reader.providers(providers);
        Map<String, List<Grant>> byToken = new TreeMap<>();
        Map<String, List<ClaimGrant>> byProvider = new TreeMap<>();
        grants.forEach((name, block) -> {
            Optional<Grant> grant = grant(name, block);
            if (block.containsKey("provider")) {
                reader.conditions(name, block, known)
                        .ifPresent(conditions -> grant.ifPresent(given -> byProvider
                                .computeIfAbsent(conditions.provider(), first -> new ArrayList<>())
                                .add(new ClaimGrant(given, conditions.claims()))));
            } else {
                token(name, block)
                        .ifPresent(token ->
                                grant.ifPresent(given -> byToken.computeIfAbsent(token, first -> new ArrayList<>())
                                        .add(given)));
            }
        });
        return new AccessRules(
                hashes,
                owners,
                byToken,
                known.values().stream()
                        .map(each -> each.with(byProvider.getOrDefault(each.name(), List.of())))
                        .toList(),
                address(),
                OpenStart.isClosed(variables),
                publicPages());
    }

    private @Nullable URI address() {
        Optional<Variable> variable = AccessProperty.ADDRESS.stream()
                .flatMap(each -> variables.find(each).stream())
                .findFirst();
        Optional<URI> address = variable.flatMap(given -> PublicAddress.parse(given.value()));
        if (variable.isPresent() && address.isEmpty()) {
            wrong(
                    variable.get(),
                    "is no address of this service",
                    "write https://migrations.example.org, without a path");
        }
        return address.orElse(null);
    }

    private Set<PublicPage> publicPages() {
        Set<PublicPage> pages = EnumSet.noneOf(PublicPage.class);
        for (String name : AccessProperty.PUBLIC_PAGES) {
            variables.find(name).ifPresent(variable -> {
                for (String page : variable.value().split(",")) {
                    PublicPage.find(page.strip())
                            .ifPresentOrElse(
                                    pages::add,
                                    () -> wrong(variable, "names no page", "write documentation, metrics or both"));
                }
            });
        }
        return pages;
    }

    private void add(AccessProperty property, String variable) {
        String one = property.kind().one();
        if (!property.name().matches("[a-z][a-z0-9-]{0,39}")) {
            misconfigurations.add(
                    variable,
                    "gives no valid name of a " + one,
                    "write lower-case letters, digits and hyphens, a letter first");
        } else if (!isKnown(property)) {
            misconfigurations.add(
                    variable,
                    "ends in no known key of a " + one,
                    "known keys are " + String.join(", ", keys(property.kind()))
                            + (property.kind() == AccessProperty.Kind.GRANTS ? ", claims.<claim>" : ""));
        } else {
            blocks(property.kind())
                    .computeIfAbsent(property.name(), first -> new TreeMap<>())
                    .put(property.key(), variable);
        }
    }

    private static boolean isKnown(AccessProperty property) {
        boolean claim = property.kind() == AccessProperty.Kind.GRANTS
                && property.key().startsWith(AccessProperty.CLAIMS)
                && property.key().length() > AccessProperty.CLAIMS.length();
        return claim || keys(property.kind()).contains(property.key());
    }

    private static List<String> keys(AccessProperty.Kind kind) {
        return switch (kind) {
            case TOKENS -> TOKEN_KEYS;
            case PROVIDERS -> ProviderReader.KEYS;
            case GRANTS -> GRANT_KEYS;
        };
    }

    private Map<String, Map<String, String>> blocks(AccessProperty.Kind kind) {
        return switch (kind) {
            case TOKENS -> tokens;
            case PROVIDERS -> providers;
            case GRANTS -> grants;
        };
    }

    private Optional<Variable> find(Map<String, String> block, String key) {
        return Optional.ofNullable(block.get(key)).flatMap(variables::find);
    }

    private Optional<String> hash(String name, Map<String, String> block) {
        Optional<Variable> variable = required("token", name, block, "sha256", "9f86d08…");
        Optional<String> hash = variable.map(each -> each.value().strip().toLowerCase(Locale.ROOT));
        if (hash.isPresent() && !hash.get().matches("[0-9a-f]{64}")) {
            return wrong(
                    variable.get(),
                    "is no SHA-256 in hexadecimal digits",
                    "write what printf %s \"$TOKEN\" | sha256sum prints, for the token " + name);
        }
        return hash;
    }

    private Optional<String> owner(Map<String, String> block) {
        Optional<Variable> variable = find(block, "owner");
        Optional<String> owner = variable.map(each -> each.value().strip());
        return owner.isEmpty() || owner.get().matches("\\P{Cntrl}{1,200}")
                ? owner
                : wrong(variable.get(), "is no owner", "write 1 to 200 characters that name a person, such as alice");
    }

    private Optional<String> token(String name, Map<String, String> block) {
        Optional<Variable> token = required("grant", name, block, "token", "ci");
        if (token.isPresent() && !tokens.containsKey(token.get().value().strip())) {
            return wrong(
                    token.get(),
                    "names no configured token",
                    tokens.isEmpty()
                            ? "set migration-control.access.tokens.<name>.sha256"
                            : "configured are " + String.join(", ", tokens.keySet()));
        }
        return token.map(each -> each.value().strip());
    }

    private Optional<Grant> grant(String name, Map<String, String> block) {
        Optional<Role> role = required("grant", name, block, "role", "viewer").flatMap(this::role);
        Optional<Set<String>> where =
                required("grant", name, block, "environments", "production").flatMap(this::environments);
        Optional<Variable> until = find(block, "until");
        @Nullable Instant end = until.flatMap(this::instant).orElse(null);
        return role.flatMap(given -> where.map(names -> new Grant(name, given, names, end)));
    }

    private Optional<Variable> required(
            String kind, String name, Map<String, String> block, String key, String example) {
        if (!block.containsKey(key)) {
            misconfigurations.add(
                    block.values().iterator().next(),
                    "configures the " + kind + " " + name + ", which has no " + key,
                    "set migration-control.access." + kind + "s." + name + "." + key + ", for example to " + example);
        }
        return find(block, key);
    }

    private Optional<Role> role(Variable variable) {
        Optional<Role> role = Role.find(variable.value().strip());
        return role.isPresent()
                ? role
                : wrong(variable, "names no role", "write one of " + String.join(", ", Role.ids()));
    }

    private Optional<Set<String>> environments(Variable variable) {
        Set<String> names = new LinkedHashSet<>(Arrays.stream(variable.value().split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList());
        List<String> known = environments.all().stream().map(Environment::name).toList();
        boolean all = names.equals(Set.of(Grant.ALL));
        if (names.isEmpty() || !all && !known.containsAll(names)) {
            return wrong(
                    variable,
                    "names an environment that is not configured",
                    "write * for all, or some of " + String.join(", ", known));
        }
        return Optional.of(names);
    }

    private Optional<Instant> instant(Variable variable) {
        try {
            return Optional.of(Instant.parse(variable.value().strip()));
        } catch (DateTimeParseException e) {
            return wrong(variable, "is no moment", "write one in UTC, such as 2027-01-31T00:00:00Z");
        }
    }

    private <T> Optional<T> wrong(Variable variable, String wrong, String instead) {
        misconfigurations.add(variable.name(), wrong, instead);
        return Optional.empty();
    }
}
