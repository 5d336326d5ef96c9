package dev.migrationcontrol.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.environment.setting.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static Recurring recurring(String cron, String length, String zone) {
        return new Recurring(cron, Duration.parse(length), ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # cron        | length | zone            | now                  | begin                | end
            0 16 * * FRI  | PT62H  | UTC             | 2026-11-27T15:59:59Z |                      |
            0 16 * * FRI  | PT62H  | UTC             | 2026-11-27T16:00:00Z | 2026-11-27T16:00:00Z | 2026-11-30T06:00:00Z
            0 16 * * FRI  | PT62H  | UTC             | 2026-11-30T05:59:59Z | 2026-11-27T16:00:00Z | 2026-11-30T06:00:00Z
            0 16 * * FRI  | PT62H  | UTC             | 2026-11-30T06:00:00Z |                      |
            # Spring in Berlin, 29 March 2026: 02:00 to 03:00 is left out.
            30 2 * * *    | PT1H   | Europe/Berlin   | 2026-03-29T01:29:59Z |                      |
            30 2 * * *    | PT1H   | Europe/Berlin   | 2026-03-29T01:30:00Z | 2026-03-29T01:30:00Z | 2026-03-29T02:30:00Z
            30 2 * * *    | PT1H   | Europe/Berlin   | 2026-03-29T02:30:00Z |                      |
            # A length is elapsed time: twelve hours from 20:00 end at 09:00 then.
            0 20 * * *    | PT12H  | Europe/Berlin   | 2026-03-29T06:59:59Z | 2026-03-28T19:00:00Z | 2026-03-29T07:00:00Z
            0 20 * * *    | PT12H  | Europe/Berlin   | 2026-03-29T07:00:00Z |                      |
            # Autumn in Berlin, 25 October 2026: 02:00 to 03:00 happens twice.
            30 2 * * *    | PT10M  | Europe/Berlin   | 2026-10-25T00:29:59Z |                      |
            30 2 * * *    | PT10M  | Europe/Berlin   | 2026-10-25T00:30:00Z | 2026-10-25T00:30:00Z | 2026-10-25T01:40:00Z
            30 2 * * *    | PT10M  | Europe/Berlin   | 2026-10-25T01:00:00Z | 2026-10-25T00:30:00Z | 2026-10-25T01:40:00Z
            30 2 * * *    | PT10M  | Europe/Berlin   | 2026-10-25T01:39:59Z | 2026-10-25T00:30:00Z | 2026-10-25T01:40:00Z
            30 2 * * *    | PT10M  | Europe/Berlin   | 2026-10-25T01:40:00Z |                      |
            # A quarter of an hour that is not whole: +13:45 in summer, +12:45 in winter (4 April 2027, 02:45 UTC+13:45).
            0 0 * * *     | PT1H   | Pacific/Chatham | 2026-12-20T10:14:59Z |                      |
            0 0 * * *     | PT1H   | Pacific/Chatham | 2026-12-20T10:15:00Z | 2026-12-20T10:15:00Z | 2026-12-20T11:15:00Z
            0 0 * * *     | PT1H   | Pacific/Chatham | 2026-07-20T11:15:00Z | 2026-07-20T11:15:00Z | 2026-07-20T12:15:00Z
            0 3 * * *     | PT1M   | Pacific/Chatham | 2027-04-03T13:15:00Z | 2027-04-03T13:15:00Z | 2027-04-03T14:16:00Z
            # A day that Samoa left out, 30 December 2011.
            0 12 30 12 *  | PT1H   | Pacific/Apia    | 2011-12-30T22:00:00Z | 2011-12-30T22:00:00Z | 2011-12-30T23:00:00Z
            """)
    void aRecurringWindowIsInLocalTime(
            String cron, String length, String zone, Instant now, Instant begin, Instant end) {
        assertThat(recurring(cron, length, zone).at(now).orElse(null))
                .isEqualTo(begin == null ? null : new Span(begin, end));
    }

    @Test
    void aWindowThatBeginsEveryMinuteNeverEnds() {
        Recurring always = recurring("* * * * *", "PT1M", "Europe/Berlin");
        for (Instant now = Instant.parse("2026-10-24T23:00:00Z");
                now.isBefore(Instant.parse("2026-10-25T03:00:00Z"));
                now = now.plusSeconds(977)) {
            assertThat(always.at(now)).as(now.toString()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 16 * * FRI | UTC           | 2026-11-27T16:00:00Z | 2026-12-04T16:00:00Z
            0 16 * * FRI | UTC           | 2026-11-27T15:00:00Z | 2026-11-27T16:00:00Z
            30 2 * * *   | Europe/Berlin | 2026-03-29T00:00:00Z | 2026-03-29T01:30:00Z
            30 2 * * *   | Europe/Berlin | 2026-10-25T00:29:00Z | 2026-10-25T00:30:00Z
            30 2 * * *   | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
            0 0 29 2 *   | UTC           | 2026-03-01T00:00:00Z | 2028-02-29T00:00:00Z
            """)
    void theNextBegin(String cron, String zone, Instant now, Instant next) {
        assertThat(recurring(cron, "PT1H", zone).next(now)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0 16 * *", "0 16 * * FRI 2026", "60 * * * *", "0 0 30 2 *", "0 0 31 6 *", "@daily; DROP"})
    void whatNeverHappensIsRefused(String cron) {
        assertThatThrownBy(() -> recurring(cron, "PT1H", "UTC")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeThatHappensTwiceBeginsTheFirstTimeAndEndsTheSecondTime() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDateTime twice = LocalDateTime.parse("2026-10-25T02:30");
        assertThat(LocalTimes.begin(twice, berlin)).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(LocalTimes.end(twice, berlin)).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
        LocalDateTime never = LocalDateTime.parse("2026-03-29T02:30");
        assertThat(LocalTimes.begin(never, berlin)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(LocalTimes.end(never, berlin)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }
}
