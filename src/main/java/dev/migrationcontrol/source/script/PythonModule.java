package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.script.PythonTokens.Kind;
import dev.migrationcontrol.source.script.PythonTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Python file as migrations use it: a docstring, assignments of literals, functions with calls. */
final class PythonModule {
    private static final int MOST_CALLS = 5000;
    private static final int LONGEST_CALL = 20_000;

    private final List<Token> tokens;

    private PythonModule(List<Token> tokens) {
        this.tokens = tokens;
    }

    static PythonModule of(String text) {
        return new PythonModule(PythonTokens.of(text));
    }

    /**
     * A call of a function.
     *
     * @param name with its dots
     * @param arguments tokens between its brackets
     */
    record Call(String name, List<Token> arguments, int line) {
        /** The n-th positional argument that is a string or None; null when it is something else. */
        @Nullable
        Token positional(int n) {
            int index = 0;
            int depth = 0;
            for (int i = 0; i < arguments.size(); i++) {
                Token token = arguments.get(i);
                if (token.is("(") || token.is("[") || token.is("{")) {
                    depth++;
                } else if (token.is(")") || token.is("]") || token.is("}")) {
                    depth--;
                } else if (depth == 0 && token.is(",")) {
                    index++;
                } else if (index == n && (depth == 0 || isName(i))) {
                    if (i + 1 < arguments.size() && arguments.get(i + 1).is("=")) {
                        return null;
                    }
                    if (token.kind() == Kind.STRING || token.is("None")) {
                        return token;
                    }
                }
            }
            return null;
        }

        /** Names wrapped as op.f("…") and SQL as text("…") count as the string. */
        private boolean isName(int i) {
            return i >= 2
                    && arguments.get(i - 1).is("(")
                    && (arguments.get(i - 2).is("f") || arguments.get(i - 2).is("text"));
        }

        /** A keyword argument that is a string, or a name such as True or None. */
        Optional<Token> keyword(String name) {
            for (int i = 0; i + 2 < arguments.size(); i++) {
                if (arguments.get(i).is(name) && arguments.get(i + 1).is("=")) {
                    return Optional.of(arguments.get(i + 2));
                }
            }
            return Optional.empty();
        }
    }

    Optional<String> docstring() {
        return tokens.stream()
                .filter(token -> token.kind() != Kind.NEWLINE)
                .findFirst()
                .filter(token -> token.kind() == Kind.STRING)
                .map(Token::text);
    }

    /** The tokens that a name is set to at an indentation, after {@code =} and a type, up to the end of the line. */
    Optional<List<Token>> assigned(String name, boolean inClass) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean first = i == 0 || tokens.get(i - 1).kind() == Kind.NEWLINE;
            if (first && token.is(name) && (token.indent() > 0) == inClass) {
                int equals = i + 1;
                while (equals < tokens.size()
                        && tokens.get(equals).kind() != Kind.NEWLINE
                        && !tokens.get(equals).is("=")) {
                    equals++;
                }
                if (equals < tokens.size() && tokens.get(equals).is("=")) {
                    int end = equals + 1;
                    while (end < tokens.size() && tokens.get(end).kind() != Kind.NEWLINE) {
                        end++;
                    }
                    return Optional.of(tokens.subList(equals + 1, end));
                }
            }
        }
        return Optional.empty();
    }

    /** The strings that a name is set to: one, a tuple, or none. */
    List<String> strings(String name) {
        return assigned(name, false).orElse(List.of()).stream()
                .filter(token -> token.kind() == Kind.STRING)
                .map(Token::text)
                .toList();
    }

    /** The body of a top-level function; empty where there is none. */
    Optional<List<Token>> function(String name) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("def")
                    && tokens.get(i).indent() == 0
                    && tokens.get(i + 1).is(name)) {
                int colon = i + 2;
                int depth = 0;
                while (colon < tokens.size() && (depth > 0 || !tokens.get(colon).is(":"))) {
                    depth += tokens.get(colon).is("(") ? 1 : tokens.get(colon).is(")") ? -1 : 0;
                    colon++;
                }
                int end = colon + 1;
                while (end < tokens.size()
                        && (tokens.get(end).kind() == Kind.NEWLINE
                                || tokens.get(end).indent() > 0
                                || tokens.get(end).line() == tokens.get(i).line())) {
                    end++;
                }
                return Optional.of(tokens.subList(Math.min(colon + 1, tokens.size()), end));
            }
        }
        return Optional.empty();
    }

    static List<Call> calls(List<Token> body) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i + 1 < body.size() && calls.size() < MOST_CALLS; i++) {
            if (body.get(i).kind() == Kind.NAME && body.get(i + 1).is("(")) {
                StringBuilder name = new StringBuilder(body.get(i).text());
                int start = i;
                while (start >= 2
                        && body.get(start - 1).is(".")
                        && body.get(start - 2).kind() == Kind.NAME) {
                    start -= 2;
                    name.insert(0, body.get(start).text() + ".");
                }
                calls.add(new Call(
                        name.toString(), arguments(body, i + 2), body.get(i).line()));
            }
        }
        return calls;
    }

    private static List<Token> arguments(List<Token> body, int from) {
        int depth = 1;
        int end = from;
        while (end < body.size() && end - from < LONGEST_CALL && depth > 0) {
            Token token = body.get(end);
            depth += token.is("(") || token.is("[") || token.is("{")
                    ? 1
                    : token.is(")") || token.is("]") || token.is("}") ? -1 : 0;
            end++;
        }
        return body.subList(from, Math.max(from, end - 1));
    }

    List<Token> tokens() {
        return tokens;
    }

    /** Whether a body does nothing: only pass, a docstring, a return or an ellipsis. */
    static boolean isEmpty(List<Token> body) {
        return body.stream()
                .filter(token -> token.kind() != Kind.NEWLINE && token.kind() != Kind.STRING)
                .allMatch(token -> token.is("pass") || token.is("return") || token.is(".") || token.is("None"));
    }
}
