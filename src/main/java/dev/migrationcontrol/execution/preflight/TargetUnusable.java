package dev.migrationcontrol.execution.preflight;

import dev.migrationcontrol.probe.MissingRight;
import dev.migrationcontrol.problem.Refusal;

/** The database of the environment cannot be changed now. */
final class TargetUnusable extends Refusal {
    private static final long serialVersionUID = 1L;

    private TargetUnusable(String slug, int status, String title, String detail) {
        super(slug, status, title, detail);
    }

    static TargetUnusable unreachable(String environment, String reason) {
        return new TargetUnusable(
                "environment-unreachable",
                503,
                "The database of the environment cannot be reached",
                "'" + environment + "' cannot be reached: " + reason);
    }

    static TargetUnusable readOnly(String environment) {
        return new TargetUnusable(
                "environment-read-only",
                409,
                "The database of the environment is read-only",
                "'" + environment + "' is in recovery or set read-only: point the environment at the primary.");
    }

    static TargetUnusable notPermitted(String environment, MissingRight right) {
        return right.readOnly()
                ? new TargetUnusable(
                        "environment-read-only",
                        409,
                        "The database of the environment is read-only",
                        "'" + environment + "' cannot be changed. " + right.detail())
                : new TargetUnusable(
                        "privilege-missing",
                        409,
                        "The user of the environment lacks a privilege",
                        "'" + environment + "' cannot be changed. " + right.detail());
    }

    static TargetUnusable historyUnreadable(String environment, String why) {
        return new TargetUnusable(
                "history-unreadable",
                409,
                "The history of the environment cannot be read",
                "The history of '" + environment + "' cannot be read: " + why);
    }

    static TargetUnusable pooler(String environment, String pooler) {
        return new TargetUnusable(
                "pooler-in-front",
                409,
                "There is a pooler in front of the database",
                "'" + environment + "' is reached through " + pooler
                        + ", where locks and session settings do not survive:"
                        + " give the environment a URL that reaches PostgreSQL itself.");
    }
}
