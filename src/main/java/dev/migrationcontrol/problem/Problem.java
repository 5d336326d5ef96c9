package dev.migrationcontrol.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.net.URI;
import java.util.Map;

/** An RFC 9457 problem; the OpenAPI document describes it to callers. */
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonAnyGetter Map<String, Object> members) {
    /** What every problem type begins with. */
    public static final String TYPE_BASE = "https://migrationcontrol.dev/problems/";

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(Refusal refusal, String instance) {
        return new Problem(
                type(refusal.slug()), refusal.title(), refusal.status(), refusal.detail(), instance, refusal.members());
    }

    public static Problem of(String slug, int status, String title, String detail, String instance) {
        return new Problem(type(slug), title, status, detail, instance, Map.of());
    }

    private static URI type(String slug) {
        return URI.create(TYPE_BASE + slug);
    }
}
