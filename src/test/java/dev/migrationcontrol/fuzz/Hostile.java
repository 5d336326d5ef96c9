package dev.migrationcontrol.fuzz;

import java.util.List;
import java.util.Random;

/** Values that break what was not written with them in mind. */
final class Hostile {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\n",
            "a\r\nSet-Cookie: x=y",
            "\t",
            "\u001b[31m",
            "\u007f",
            "\u0085\u2028\u2029",
            "\ufeff",
            "\uffff",
            "\u202egnp.exe",
            "\ud83d\ude80",
            "e\u0301\u0301\u0301",
            "\u0130\u0131\u017f\u212a",
            "\u0661\u0662",
            "\uff11.\uff12",
            "0",
            "-1",
            "00",
            "1.",
            ".1",
            "1..2",
            "1e400",
            "NaN",
            "9".repeat(40),
            "1" + ".1".repeat(200),
            "null",
            "true",
            "{}",
            "[]",
            "undefined",
            "../../../../etc/passwd",
            "/etc/passwd",
            "..\\..\\windows",
            "file:///etc/passwd",
            "C:\\",
            "~",
            ".",
            "/",
            "//",
            "%00",
            "%2e%2e%2f",
            "%",
            "%zz",
            "%s%n%p",
            "${x}",
            "${jndi:ldap://127.0.0.1/x}",
            "#{1+1}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "'; DROP TABLE operations; --",
            "\"",
            "\\",
            "$$",
            "$1",
            "pg_sleep(9)",
            "public.x",
            "*",
            "PT0S",
            "PT-1S",
            "P1D",
            "PT2147483648S",
            "PT0.0001S",
            "PT9999999999999999S",
            "P999999999D",
            "2026-02-30T00:00:00Z",
            "+999999999-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "2026-01-01T00:00:00+18:00",
            "0001-01-01T00:00:00Z",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "0192F0C1-7C00-7000-8000-000000000000",
            "{0192f0c1-7c00-7000-8000-000000000000}",
            "wait=999999999999",
            "wait=-1",
            "wait=",
            "respond-async, wait=1; x",
            "a".repeat(255),
            "a".repeat(256),
            "a".repeat(501),
            "\ud83d\ude80".repeat(300),
            "a".repeat(5_000));

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "0",
            "-1",
            "-0",
            "0.5",
            "1e400",
            "-1e-400",
            "2147483648",
            "9223372036854775808",
            "1" + "0".repeat(900),
            "1" + "0".repeat(1_100),
            "\"\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\\x\"",
            "[]",
            "[[]]",
            "[null]",
            "{}",
            "{\"\":\"\"}",
            "{\"__proto__\":{}}",
            "{\"@class\":\"java.lang.ProcessBuilder\"}",
            "[\"java.util.ArrayList\",[]]",
            "[".repeat(1_200) + "]".repeat(1_200),
            "{\"a\":".repeat(1_200) + "1" + "}".repeat(1_200),
            "[" + "1,".repeat(3_000) + "1]",
            "\"" + "a".repeat(70_000) + "\"");

    private Hostile() {}

    public static String text(Random random) {
        return random.nextInt(40) == 0 ? "a".repeat(20_000) : pick(random, TEXTS);
    }

    /** A value as JSON writes it, which may be malformed. */
    static String json(Random random) {
        return pick(random, JSON);
    }

    static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
