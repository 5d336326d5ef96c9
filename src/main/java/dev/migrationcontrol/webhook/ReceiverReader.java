package dev.migrationcontrol.webhook;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Misconfigurations;
import dev.migrationcontrol.environment.Variable;
import dev.migrationcontrol.environment.Variables;
import dev.migrationcontrol.environment.database.Secret;
import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the receivers from the properties and complains of everything that is wrong with them, never quoting a value. */
final class ReceiverReader {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);
    private static final int LEAST_SECRET_BYTES = 24;
    private static final int MOST_SECRET_BYTES = 64;

    private final Variables variables;
    private final Environments environments;
    private final Misconfigurations misconfigurations;

    ReceiverReader(Variables variables, Environments environments, Misconfigurations misconfigurations) {
        this.variables = variables;
        this.environments = environments;
        this.misconfigurations = misconfigurations;
    }

    List<Receiver> read() {
        Map<String, Map<ReceiverKey, String>> blocks = new TreeMap<>();
        for (String variable : variables.names()) {
            ReceiverProperty.parse(variable).ifPresent(property -> add(blocks, property, variable));
        }
        List<Receiver> receivers = new ArrayList<>();
        blocks.forEach((name, block) -> receiver(name, block).ifPresent(receivers::add));
        return receivers;
    }

    private void add(Map<String, Map<ReceiverKey, String>> blocks, ReceiverProperty property, String variable) {
        if (!property.receiver().matches("[a-z][a-z0-9-]{0,39}")) {
            misconfigurations.add(
                    variable, "gives no valid name of a receiver", "write letters, digits and hyphens, a letter first");
            return;
        }
        ReceiverKey.find(property.key())
                .ifPresentOrElse(
                        key -> blocks.computeIfAbsent(property.receiver(), name -> new EnumMap<>(ReceiverKey.class))
                                .put(key, variable.replaceFirst("(-file|_FILE)$", "")),
                        () -> misconfigurations.add(
                                variable,
                                "ends in no known key of a receiver",
                                "known keys are " + String.join(", ", ReceiverKey.properties())));
    }

    private Optional<Receiver> receiver(String name, Map<ReceiverKey, String> block) {
        boolean allowHttp = flag(block);
        Optional<URI> url = required(name, block, ReceiverKey.URL).flatMap(value -> url(value, allowHttp));
        Optional<Secret<String>> secret =
                required(name, block, ReceiverKey.SECRET).flatMap(this::secret);
        List<String> events = names(block, ReceiverKey.EVENTS, OperationEvents.NAMES);
        List<String> known =
                environments.all().stream().map(each -> each.name()).toList();
        List<String> only = names(block, ReceiverKey.ENVIRONMENTS, known);
        Duration timeout = timeout(block);
        return url.flatMap(to -> secret.map(
                key -> new Receiver(name, to, key, events.isEmpty() ? OperationEvents.ALL : events, only, timeout)));
    }

    private Optional<Variable> required(String name, Map<ReceiverKey, String> block, ReceiverKey key) {
        if (!block.containsKey(key)) {
            misconfigurations.add(
                    block.values().iterator().next(),
                    "configures the webhook " + name + ", which has no " + key.property(),
                    "set migration-control.webhooks." + name + "." + key.property() + ", also as …-file");
            return Optional.empty();
        }
        return find(block, key);
    }

    private Optional<Variable> find(Map<ReceiverKey, String> block, ReceiverKey key) {
        return Optional.ofNullable(block.get(key)).flatMap(variables::find);
    }

    private Optional<URI> url(Variable variable, boolean allowHttp) {
        URI url;
        try {
            url = URI.create(variable.value().strip());
        } catch (IllegalArgumentException e) {
            return wrong(variable, "is no URL", "write https://host/path");
        }
        boolean http = "http".equals(url.getScheme());
        if ((!http && !"https".equals(url.getScheme())) || url.getHost() == null || url.getRawFragment() != null) {
            return wrong(variable, "is no URL of a receiver", "write https://host/path");
        }
        if (url.getRawUserInfo() != null) {
            return wrong(variable, "holds a user or password", "leave them out; the signature proves the sender");
        }
        if (http && !allowHttp && !isLoopback(url.getHost())) {
            return wrong(
                    variable,
                    "sends over http without encryption",
                    "write https://, or acknowledge it by allow-http=true");
        }
        return Optional.of(url);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private Optional<Secret<String>> secret(Variable variable) {
        String instead = "write whsec_ and 24 to 64 bytes in Base64: echo whsec_$(openssl rand -base64 32)";
        String value = variable.value().strip();
        if (!value.startsWith("whsec_")) {
            return wrong(variable, "does not begin with whsec_", instead);
        }
        try {
            int bytes = Base64.getDecoder().decode(value.substring("whsec_".length())).length;
            return bytes < LEAST_SECRET_BYTES || bytes > MOST_SECRET_BYTES
                    ? wrong(variable, "is too short or too long", instead)
                    : Optional.of(new Secret<>(value));
        } catch (IllegalArgumentException e) {
            return wrong(variable, "is not in Base64 after whsec_", instead);
        }
    }

    private List<String> names(Map<ReceiverKey, String> block, ReceiverKey key, List<String> known) {
        Optional<Variable> variable = find(block, key);
        List<String> names = variable.stream()
                .flatMap(each -> Arrays.stream(each.value().split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        if (!known.containsAll(names)) {
            wrong(variable.orElseThrow(), "names what is not known", "known are " + String.join(", ", known));
        }
        return names;
    }

    private Duration timeout(Map<ReceiverKey, String> block) {
        Optional<Variable> variable = find(block, ReceiverKey.TIMEOUT);
        if (variable.isEmpty()) {
            return DEFAULT_TIMEOUT;
        }
        try {
            Duration timeout =
                    DurationConverter.parseDuration(variable.get().value().strip());
            if (timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0) {
                return timeout;
            }
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            // complained of below
        }
        wrong(variable.get(), "has an unusable value", "write a duration above zero such as 10s, 60s at the most");
        return DEFAULT_TIMEOUT;
    }

    private boolean flag(Map<ReceiverKey, String> block) {
        Optional<Variable> variable = find(block, ReceiverKey.ALLOW_HTTP);
        if (variable.isPresent() && !variable.get().value().strip().matches("true|false")) {
            wrong(variable.get(), "has an unusable value", "write true or false");
        }
        return variable.isPresent() && variable.get().value().strip().equals("true");
    }

    private <T> Optional<T> wrong(Variable variable, String wrong, String instead) {
        misconfigurations.add(variable.name(), wrong, instead);
        return Optional.empty();
    }
}
