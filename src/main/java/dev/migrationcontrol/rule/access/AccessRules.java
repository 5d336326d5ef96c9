package dev.migrationcontrol.rule.access;

import dev.migrationcontrol.rule.Rule;
import java.util.List;

/** The rules about replication, rights and names. */
public final class AccessRules {
    private AccessRules() {}

    public static List<Rule> all() {
        return List.of(
                new PublicationBreaksWrites(),
                new ReplicaIdentityLost(),
                new PublicationChanged(),
                new RlsWithoutPolicy(),
                new RlsChanged(),
                new GrantWide(),
                new OwnerMismatch(),
                new RoleClusterWide(),
                new SecurityDefinerPath(),
                new SecretInSql(),
                new ExtensionUnavailable(),
                new IdentifierTooLong(),
                new RightsMissing(),
                new SearchPathDependent(),
                new IfExistsUnqualified());
    }
}
