package dev.migrationcontrol.adoption;

import dev.migrationcontrol.problem.Refusal;

/** There is no manifest for the environment, or it cannot be read. */
final class ManifestUnusable extends Refusal {
    private static final long serialVersionUID = 1L;

    private ManifestUnusable(String slug, String title, String detail) {
        super(slug, 409, title, detail);
    }

    static ManifestUnusable missing(String environment) {
        return new ManifestUnusable(
                "manifest-missing",
                "There is no manifest",
                "The locations of '" + environment
                        + "' hold no manifest.json, and the request brings none: it says which"
                        + " old migration became which script.");
    }

    static ManifestUnusable invalid(String file, String why) {
        return new ManifestUnusable(
                "manifest-invalid", "The manifest cannot be used", file + " cannot be used: " + why);
    }
}
