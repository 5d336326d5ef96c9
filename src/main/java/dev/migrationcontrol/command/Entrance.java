package dev.migrationcontrol.command;

import dev.migrationcontrol.environment.Variables;
import dev.migrationcontrol.token.TokenCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the service where nothing else is asked for. */
@QuarkusMain
public final class Entrance {
    private static final int USAGE = 2;

    Entrance() {}

    /** Begins with the arguments of the command line. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
            return;
        }
        // A command says on its own what there is to say.
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        if (arguments.size() < 3 || !arguments.subList(0, 3).equals(TokenCommand.WORDS)) {
            System.err.println("There is no such command. Without one, the service starts; the only other one is:\n\n"
                    + TokenCommand.USAGE);
            return USAGE;
        }
        return TokenCommand.run(
                arguments.subList(3, arguments.size()),
                Variables.rawIn(ConfigUtils.configBuilder().build()),
                System.out,
                System.err);
    }
}
