package dev.migrationcontrol.audit.patch;

/** The script by which people, tests and pipelines ask for an upgrade. */
record UpgradeScript(TreePatch.Order order) implements Topic {
    static final String PATH = "scripts/upgrade-database.sh";

    @Override
    public String place() {
        return PATH;
    }

    @Override
    public String what() {
        return "add a script that asks Migration Control for an upgrade.";
    }

    /** The command that upgrades an environment. */
    static String command(String environment) {
        return "sh " + PATH + " " + environment;
    }

    @Override
    public void draft(Drafts drafts) {
        if (order.systems().isEmpty()) {
            return;
        }
        boolean added = drafts.add(
                PATH,
                """
                #!/bin/sh
                # Upgrades the database of an environment of Migration Control to the newest script: upgrade-database.sh [environment]
                # Needs curl. MIGRATION_CONTROL_URL says where the service is.
                set -eu
                environment=${1:-@ENVIRONMENT@}
                answer=$(curl -sS -X POST -H 'Content-Type: application/json' -H 'Prefer: wait=300' \\
                    -d "{\\"confirm\\":\\"$environment\\"}" \\
                    "${MIGRATION_CONTROL_URL:-http://localhost:8080}/api/v1/environments/$environment/upgrades")
                case $answer in
                    *'"state":"SUCCEEDED"'*) echo "$environment is upgraded" ;;
                    *)
                        # Also an operation that has not ended after the five minutes for which this script waits.
                        printf '%s\\n' "$answer" >&2
                        exit 1
                        ;;
                esac
                """.replace("@ENVIRONMENT@", order.environment()),
                true,
                "tests, scripts and pipelines upgrade by it");
        if (!added) {
            drafts.byHand(
                    PATH,
                    "A file of this name is there already, or git ignores it. Make it ask for an upgrade:"
                            + " `POST /api/v1/environments/{environment}/upgrades`.");
        }
    }
}
