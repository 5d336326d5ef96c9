package dev.migrationcontrol.rule;

/**
 * What a rule says of itself.
 *
 * @param id in kebab case; it is stable
 * @param level unless a policy says another one
 * @param since the first major version of PostgreSQL that it is true of; 0 for all that are supported
 * @param setup statements that the examples build on
 * @param bad a script that it reports
 * @param good a script that does the same and that it does not report
 */
public record RuleText(
        String id,
        Level level,
        int since,
        String title,
        String why,
        String instead,
        String setup,
        String bad,
        String good) {
    public static RuleText of(String id, Level level, String title) {
        return new RuleText(id, level, 0, title, "", "", "", "", "");
    }

    public RuleText since(int major) {
        return new RuleText(id, level, major, title, why, instead, setup, bad, good);
    }

    public RuleText why(String text) {
        return new RuleText(id, level, since, title, text.strip(), instead, setup, bad, good);
    }

    public RuleText instead(String text) {
        return new RuleText(id, level, since, title, why, text.strip(), setup, bad, good);
    }

    public RuleText setup(String sql) {
        return new RuleText(id, level, since, title, why, instead, sql.strip(), bad, good);
    }

    public RuleText bad(String sql) {
        return new RuleText(id, level, since, title, why, instead, setup, sql.strip(), good);
    }

    public RuleText good(String sql) {
        return new RuleText(id, level, since, title, why, instead, setup, bad, sql.strip());
    }
}
