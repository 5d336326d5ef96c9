package dev.migrationcontrol.sql.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationcontrol.sql.token.Placeholders.Unresolved;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private static final Map<String, String> VALUES = Map.of("who", "bob", "Empty", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$esc$${who}$esc$ | $esc$bob$esc$",
                "$$${who}$$ | $$bob$$",
                "'$${who}' | '$bob'",
                "'$$${who}' | '$$bob'",
                "$1${who} | $1bob",
                "\"a${who}$${who}\" | \"abob$bob\"",
                "-- $${who} | -- $bob",
                "/* $${WHO} */ | /* $bob */",
                "$a$ $${who} $a$ | $a$ $bob $a$",
                "a${who}b${empty}c | abobbc",
                "$${\"a\":1}$$ | $${\"a\":1}$$",
                "$json${\"a\":1}$json$ | $json${\"a\":1}$json$",
                "$$a$${ | $$a$${",
                "$ {who} | $ {who}"
            })
    void replaces(String script, String expected) throws Unresolved {
        assertThat(new Placeholders("${", "}", VALUES).replace(script)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$${who}$$ | AMBIGUOUS",
                "$a${who}$a$ | AMBIGUOUS",
                "select $$x$${who} | AMBIGUOUS",
                "${other} | UNKNOWN",
                "'$${other}' | UNKNOWN",
                "${who | UNCLOSED"
            })
    void refuses(String script, Unresolved.Why why) {
        Unresolved unresolved = catchThrowableOfType(
                Unresolved.class, () -> new Placeholders("${", "}", VALUES).replace("select 1;\n\n  " + script));
        assertThat(unresolved.why()).isEqualTo(why);
        assertThat(unresolved.line()).isEqualTo(3);
        assertThat(unresolved.column()).isEqualTo(3 + script.lastIndexOf("${"));
    }

    @Test
    void takesOtherMarksForPlaceholders() throws Unresolved {
        assertThat(new Placeholders("#[", "]#", VALUES).replace("$$#[who]#$$ ${who}"))
                .isEqualTo("$$bob$$ ${who}");
    }
}
