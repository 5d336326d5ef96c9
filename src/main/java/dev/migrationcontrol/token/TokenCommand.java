package dev.migrationcontrol.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.control.ControlClock;
import dev.migrationcontrol.control.ControlConnections;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.ControlState;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.StartRefused;
import dev.migrationcontrol.journal.Journal;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.Refusal;
import io.agroal.api.AgroalDataSource;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * Makes a token beside the service, for whoever has its control database: the first one, or one more when none is left.
 */
public final class TokenCommand {
    /** With what it begins. */
    public static final List<String> WORDS = List.of("access", "token", "create");

    /** How it is called. */
    public static final String USAGE = """
            access token create --name NAME --role ROLE --environments NAME,NAME [--expires 90d] [--owner PERSON]

            Makes a token in the control database, prints it once, and ends. It needs the same configuration as the
            service: CONTROL_DATABASE_URL and those of the environments. --environments '*' means all of them; --expires
            is a number of days, at most 366d, or a moment such as 2027-01-31T00:00:00Z.""";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    /** What the journal calls whoever has the database. */
    private static final String CALLER = "command-line";

    private TokenCommand() {}

    /**
     * Makes the token.
     *
     * @param raw the configuration
     * @return the status that the program ends with: 0 when it is made, 2 when the call is wrong, 1 when it failed
     */
    public static int run(List<String> arguments, Map<String, String> raw, PrintStream out, PrintStream err) {
        try {
            ControlClock clock = new ControlClock();
            TokenArguments asked = TokenArguments.of(arguments, TokenAdding.now(clock));
            Environments environments = Environments.configured(raw);
            requireKnown(asked, environments);
            out.println(make(asked, environments, clock).text());
            return DONE;
        } catch (InvalidRequest e) {
            err.println(e.detail() + ".\n\n" + USAGE);
            return WRONG;
        } catch (Refusal e) {
            err.println(e.detail());
            return FAILED;
        } catch (StartRefused e) {
            e.reasons().forEach(each -> err.println(each.variable() + " " + each.wrong() + "\n  -> " + each.instead()));
            return FAILED;
        }
    }

    private static void requireKnown(TokenArguments asked, Environments environments) {
        List<String> known = environments.all().stream().map(Environment::name).toList();
        for (Scope scope : asked.wanted().scopes()) {
            for (String each : scope.environments()) {
                if (!each.equals(Grant.ALL) && !known.contains(each)) {
                    throw new InvalidRequest(
                            "--environments", "names " + each + "; configured are " + String.join(", ", known));
                }
            }
        }
    }

    private static TokenText make(TokenArguments asked, Environments environments, ControlClock clock) {
        try (AgroalDataSource control = ControlConnections.pool(environments.controlDatabase())) {
            new ControlState(control, () -> ControlConnections.pool(environments.controlDatabase()), clock).prepare();
            ObjectMapper mapper = JsonMapper.builder()
                    .findAndAddModules()
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();
            TokenAdding adding = new TokenAdding(new TokenStore(mapper), Journal.beside(control, mapper, clock));
            TokenText text = TokenText.make(new SecureRandom());
            StoredToken token = new StoredToken(
                    text.id(),
                    asked.wanted().name(),
                    new StoredToken.Hash(text.hash()),
                    null,
                    asked.person(),
                    List.of(),
                    asked.wanted().scopes(),
                    new StoredToken.Times(TokenAdding.now(clock), asked.wanted().expires(), null, null));
            ControlDatabase.inTransaction(control, transaction -> {
                adding.add(transaction, token, CALLER);
                return true;
            });
            return text;
        }
    }
}
