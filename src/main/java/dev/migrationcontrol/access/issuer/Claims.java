package dev.migrationcontrol.access.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationcontrol.access.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an issuer says of a caller. */
record Claims(JsonNode members) {
    private static final int LONGEST_KEPT = 200;

    /** Short names of what Kubernetes says deep inside. */
    private static final Map<String, String> OF_KUBERNETES = Map.of(
            "namespace", "kubernetes.io/namespace",
            "serviceaccount", "kubernetes.io/serviceaccount/name",
            "serviceaccount_uid", "kubernetes.io/serviceaccount/uid",
            "pod", "kubernetes.io/pod/name");

    /** What the journal keeps, and nothing else of a token. */
    private static final Map<Provider.Preset, List<String>> KEPT = Map.of(
            Provider.Preset.PEOPLE, List.of("preferred_username", "email"),
            Provider.Preset.GITHUB,
                    List.of(
                            "repository",
                            "repository_id",
                            "ref",
                            "sha",
                            "run_id",
                            "run_attempt",
                            "workflow_ref",
                            "job_workflow_ref",
                            "environment",
                            "event_name",
                            "actor_id"),
            Provider.Preset.GITLAB,
                    List.of(
                            "project_path",
                            "project_id",
                            "ref",
                            "ref_type",
                            "sha",
                            "pipeline_id",
                            "pipeline_source",
                            "job_id",
                            "environment",
                            "user_id"),
            Provider.Preset.KUBERNETES, List.of("namespace", "serviceaccount", "serviceaccount_uid", "pod"));

    /** The values of a claim as texts, several where it is a list; of what has members there are none. */
    List<String> values(String name) {
        JsonNode found = find(name);
        List<String> values = new ArrayList<>();
        for (JsonNode each : found.isArray() ? found : List.of(found)) {
            if (each.isValueNode() && !each.isNull()) {
                values.add(each.asText());
            }
        }
        return values;
    }

    /** A claim that is one text or number. */
    Optional<String> value(String name) {
        JsonNode found = find(name);
        return found.isTextual() || found.isIntegralNumber() ? Optional.of(found.asText()) : Optional.empty();
    }

    /** A claim of this very name, or by the path of names that leads to it. */
    private JsonNode find(String name) {
        JsonNode direct = members.path(name);
        if (!direct.isMissingNode()) {
            return direct;
        }
        JsonNode inner = members;
        for (String each : OF_KUBERNETES.getOrDefault(name, name).split("/", -1)) {
            inner = inner.path(each);
        }
        return inner;
    }

    /** What the journal says of the caller besides its id. */
    Map<String, String> kept(Provider.Preset preset) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT.getOrDefault(preset, List.of())) {
            value(name)
                    .ifPresent(value ->
                            kept.put(name, value.length() <= LONGEST_KEPT ? value : value.substring(0, LONGEST_KEPT)));
        }
        return kept;
    }

    /** Who answers for the caller: who pressed the button, or the person itself; null where nobody is named. */
    @Nullable
    String person(Provider provider) {
        String known = switch (provider.preset()) {
            case GITHUB -> "actor_id";
            case GITLAB -> "user_id";
            case PEOPLE -> "sub";
            case KUBERNETES -> "";
        };
        String prefix = provider.name() + "|" + (known.equals("sub") || known.isEmpty() ? "" : known + ":");
        return value(known).map(prefix::concat).orElse(null);
    }
}
