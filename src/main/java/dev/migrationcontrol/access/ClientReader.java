package dev.migrationcontrol.access;

import dev.migrationcontrol.environment.Misconfigurations;
import dev.migrationcontrol.environment.Variable;
import dev.migrationcontrol.environment.Variables;
import dev.migrationcontrol.environment.database.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what this service is at an issuer that logs people in. */
final class ClientReader {
    private static final String SCOPES = "openid profile email";
    private static final String PROVIDERS = "migration-control.access.providers.";

    private final Variables variables;
    private final Misconfigurations misconfigurations;

    ClientReader(Variables variables, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.misconfigurations = misconfigurations;
    }

    /** Null where there is none, or it is wrong. */
    Provider.@Nullable Client client(String name, Map<String, String> block, Provider.Preset preset) {
        Optional<Variable> id = find(block, "client");
        if (id.isEmpty()) {
            for (String each : List.of("secret", AccessProperty.SECRET_FILE, "scopes")) {
                if (block.containsKey(each)) {
                    wrong(block, each, "is for a login, which needs a client", "set " + PROVIDERS + name + ".client");
                }
            }
            return null;
        }
        if (preset != Provider.Preset.PEOPLE) {
            wrong(block, "client", "is for the login of people, and the provider knows none", "remove it");
        }
        if (!id.get().value().strip().matches("[!-~]{1,200}")) {
            wrong(block, "client", "is no id of a client", "write what the issuer shows as client id");
        }
        return new Provider.Client(
                id.get().value().strip(),
                find(block, "secret").map(each -> new Secret<>(each.value())).orElse(null),
                file(block),
                scopes(block));
    }

    private @Nullable Path file(Map<String, String> block) {
        Optional<Path> file = find(block, AccessProperty.SECRET_FILE)
                .map(each -> Path.of(each.value().strip()));
        if (file.isPresent() && !Files.isReadable(file.get())) {
            wrong(
                    block,
                    AccessProperty.SECRET_FILE,
                    "names a file that cannot be read",
                    "write the path of a mounted file");
        }
        return file.orElse(null);
    }

    private String scopes(Map<String, String> block) {
        String scopes = find(block, "scopes")
                .map(each -> each.value().strip().replaceAll("[ ,]+", " "))
                .orElse(SCOPES);
        if (!scopes.matches("[!-~ ]{1,500}")
                || !Arrays.asList(scopes.split(" ")).contains("openid")) {
            wrong(block, "scopes", "does not ask for a login", "write openid, and others separated by spaces");
        }
        return scopes;
    }

    private Optional<Variable> find(Map<String, String> block, String key) {
        return Optional.ofNullable(block.get(key))
                .flatMap(variables::find)
                .filter(each -> !each.value().isBlank());
    }

    private void wrong(Map<String, String> block, String key, String wrong, String instead) {
        misconfigurations.add(String.valueOf(block.get(key)), wrong, instead);
    }
}
