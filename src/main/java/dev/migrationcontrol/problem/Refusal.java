package dev.migrationcontrol.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is not accepted; nothing was changed. Each refusal is one final class in its feature, built from
 * facts, and names its slug (the last part of the problem's {@code type}), HTTP status and detail there.
 */
public abstract class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final String slug;
    private final String title;
    private final int status;

    /**
     * @param slug stable last part of the problem type, documented in {@code docs/problems.md}
     * @param status HTTP status, 4xx or 503
     * @param title the same for every occurrence
     * @param detail what is wrong in this case and how to fix it; never a secret
     */
    protected Refusal(String slug, int status, String title, String detail) {
        super(detail, null, false, false);
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** Adds a typed member to the problem, next to the standard ones. */
    protected final void member(String name, Object value) {
        members.put(name, value);
    }

    public final String slug() {
        return slug;
    }

    public final String title() {
        return title;
    }

    public final int status() {
        return status;
    }

    public final String detail() {
        return String.valueOf(getMessage());
    }

    public final Map<String, Object> members() {
        return Map.copyOf(members);
    }
}
