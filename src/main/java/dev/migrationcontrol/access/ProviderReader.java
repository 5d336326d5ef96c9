package dev.migrationcontrol.access;

import dev.migrationcontrol.environment.Misconfigurations;
import dev.migrationcontrol.environment.Variable;
import dev.migrationcontrol.environment.Variables;
import io.quarkus.runtime.LaunchMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads issuers, and the conditions of grants on what they say. */
final class ProviderReader {
    static final List<String> KEYS = List.of(
            "preset",
            "issuer",
            "audience",
            "authority",
            "token",
            "client",
            "secret",
            AccessProperty.SECRET_FILE,
            "scopes");

    private static final String PROVIDERS = "migration-control.access.providers.";
    private static final String GRANTS = "migration-control.access.grants.";

    /** The beginning of the ids of callers with tokens. */
    private static final String RESERVED = "token";

    /** Where Kubernetes shows a pod its cluster. */
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private final Variables variables;
    private final Misconfigurations misconfigurations;

    ProviderReader(Variables variables, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.misconfigurations = misconfigurations;
    }

    /** @param claims what each claim has to be */
    record Conditions(String provider, Map<String, String> claims) {}

    /** @param blocks the variables of each provider, by key */
    Map<String, Provider> providers(Map<String, Map<String, String>> blocks) {
        Map<String, Provider> providers = new TreeMap<>();
        Map<String, String> issuers = new TreeMap<>();
        blocks.forEach((name, block) -> provider(name, block).ifPresent(provider -> {
            String other = issuers.putIfAbsent(provider.issuer(), name);
            if (other != null) {
                wrong(
                        block.values().iterator().next(),
                        "configures the issuer of " + other + " a second time",
                        "name every issuer once; grants say who may do what");
            }
            providers.put(name, provider);
        }));
        return Collections.unmodifiableMap(providers);
    }

    private Optional<Provider> provider(String name, Map<String, String> block) {
        String first = block.values().iterator().next();
        if (name.equals(RESERVED)) {
            return wrong(first, "names a provider as callers with tokens are named", "choose another name than token");
        }
        Optional<Provider.Preset> preset = preset(block);
        Optional<String> issuer = issuer(name, block, preset.orElse(Provider.Preset.PEOPLE), first);
        Optional<String> audience = text(block, "audience");
        if (audience.isEmpty()) {
            wrong(
                    first,
                    "configures the provider " + name + ", which has no audience",
                    "set " + PROVIDERS + name + ".audience to what credentials for this service alone name, such as"
                            + " https://migrations.example.org");
        }
        Optional<Path> authority = file(block, "authority");
        Optional<Path> token = file(block, "token");
        if (preset.isEmpty() || issuer.isEmpty() || audience.isEmpty()) {
            return Optional.empty();
        }
        boolean cluster = preset.get() == Provider.Preset.KUBERNETES;
        return Optional.of(new Provider(
                name,
                preset.get(),
                issuer.get(),
                audience.get(),
                authority.orElse(existing(cluster, "ca.crt")),
                token.orElse(existing(cluster, "token")),
                new ClientReader(variables, misconfigurations).client(name, block, preset.get()),
                List.of()));
    }

    private static @Nullable Path existing(boolean cluster, String name) {
        Path file = ACCOUNT.resolve(name);
        return cluster && Files.isReadable(file) ? file : null;
    }

    private Optional<Provider.Preset> preset(Map<String, String> block) {
        Optional<String> id = text(block, "preset");
        if (id.isEmpty()) {
            return Optional.of(Provider.Preset.PEOPLE);
        }
        Optional<Provider.Preset> preset = Provider.Preset.find(id.get());
        return preset.isPresent()
                ? preset
                : wrong(block, "preset", "names no preset", "write one of " + String.join(", ", Provider.Preset.ids()));
    }

    private Optional<String> issuer(String name, Map<String, String> block, Provider.Preset preset, String first) {
        Optional<String> issuer = text(block, "issuer");
        if (issuer.isEmpty()) {
            return preset.issuer().isPresent()
                    ? preset.issuer()
                    : wrong(
                            first,
                            "configures the provider " + name + ", which has no issuer",
                            "set " + PROVIDERS + name + ".issuer to what its credentials have as iss");
        }
        return isAllowed(issuer.get())
                ? issuer
                : wrong(
                        block,
                        "issuer",
                        "is no address of an issuer that can be trusted",
                        "write it as https://… without a query, as its credentials have it as iss");
    }

    /** Without TLS anyone on the way could give keys; only trials and tests on one machine may do without. */
    private static boolean isAllowed(String issuer) {
        try {
            URI uri = URI.create(issuer);
            boolean plain = uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return plain
                    && (scheme.equals("https")
                            || scheme.equals("http")
                                    && LaunchMode.current() != LaunchMode.NORMAL
                                    && LOOPBACK.matcher(uri.getHost()).matches());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<Path> file(Map<String, String> block, String key) {
        Optional<Path> file = text(block, key).map(Path::of);
        return file.isEmpty() || Files.isReadable(file.get())
                ? file
                : wrong(block, key, "names a file that cannot be read", "write the path of a mounted file");
    }

    /** What a grant asks of the issuer's claims; empty where that is wrong. */
    Optional<Conditions> conditions(String name, Map<String, String> block, Map<String, Provider> providers) {
        Optional<String> provider = text(block, "provider");
        if (provider.isEmpty() || !providers.containsKey(provider.get()) || block.containsKey("token")) {
            return block.containsKey("token")
                    ? wrong(
                            block,
                            "token",
                            "is set together with provider",
                            "grant to a token or by a provider, not both")
                    : wrong(
                            block,
                            "provider",
                            "names no configured provider",
                            "configured are " + String.join(", ", providers.keySet()));
        }
        Map<String, String> claims = new TreeMap<>();
        block.keySet()
                .forEach(key -> claim(key)
                        .ifPresent(claim -> condition(block, key).ifPresent(value -> claims.put(claim, value))));
        Provider asked = providers.get(provider.get());
        if (claims.isEmpty()) {
            return wrong(
                    block,
                    "provider",
                    "would grant to everyone whom the provider knows",
                    "set " + GRANTS + name + ".subject, .group or .claims.<claim>");
        }
        if (!asked.owningClaims().isEmpty() && Collections.disjoint(asked.owningClaims(), claims.keySet())) {
            return wrong(
                    block,
                    "provider",
                    "would grant to everyone's projects: whoever has an account at " + asked.issuer()
                            + " has pipelines",
                    "set " + GRANTS + name + ".claims."
                            + String.join(
                                    " or .claims.",
                                    asked.owningClaims().stream().sorted().toList()));
        }
        return Optional.of(new Conditions(provider.get(), claims));
    }

    private static Optional<String> claim(String key) {
        return switch (key) {
            case "subject" -> Optional.of("sub");
            case "group" -> Optional.of("groups");
            default ->
                key.startsWith(AccessProperty.CLAIMS)
                        ? Optional.of(key.substring(AccessProperty.CLAIMS.length()))
                        : Optional.empty();
        };
    }

    private Optional<String> condition(Map<String, String> block, String key) {
        Optional<String> value = text(block, key);
        return value.isPresent() && ClaimGrant.isValid(value.get())
                ? value
                : wrong(
                        block,
                        key,
                        "is no value of a claim",
                        "write it exactly; * may only stand for the last part of a path, as in refs/heads/release/*");
    }

    private Optional<String> text(Map<String, String> block, String key) {
        return Optional.ofNullable(block.get(key))
                .flatMap(variables::find)
                .map(Variable::value)
                .map(String::strip)
                .filter(each -> !each.isEmpty());
    }

    private <T> Optional<T> wrong(Map<String, String> block, String key, String wrong, String instead) {
        return wrong(String.valueOf(block.get(key)), wrong, instead);
    }

    private <T> Optional<T> wrong(String variable, String wrong, String instead) {
        misconfigurations.add(variable, wrong, instead);
        return Optional.empty();
    }
}
