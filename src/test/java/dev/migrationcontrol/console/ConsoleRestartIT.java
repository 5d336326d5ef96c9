package dev.migrationcontrol.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.migrationcontrol.cluster.Replica;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that is left open while the packaged service stops and starts again. */
class ConsoleRestartIT {
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    @Test
    void aPageThatIsLeftOpenSaysThatTheServiceIsAwayAndGoesOn(@TempDir Path folder) {
        try (Replica service = Replica.start(
                                "console", Map.of("MIGRATION_CONTROL_EMBEDDED_DATA_DIRECTORY", folder.toString()))
                        .awaitReady();
                Browser browser = Browser.require("http://127.0.0.1:" + service.port())) {
            Page page = browser.page(true);
            page.navigate("/console");
            assertThat(page.locator("#live")).containsText("live, checked", SOON);
            assertThat(page.locator("#matrix")).containsText("Plan the upgrade");

            service.kill();
            assertThat(page.locator("#live"))
                    .hasText("lost, trying again", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
            service.restart().awaitReady();
            assertThat(page.locator("#live")).containsText("live, checked", SOON);
            assertThat(service.post("/api/v1/environments/development/upgrades", "{}", "Prefer", "wait=60")
                            .status())
                    .isEqualTo(200);
            assertThat(page.locator("#h-0")).containsText("Up to date", SOON);

            // The browser itself writes that it could not reach the service; nothing else is expected.
            assertThat(browser.takeMessages())
                    .allMatch(
                            Pattern.compile("ERR_(CONNECTION|INCOMPLETE|EMPTY)").asPredicate());
            assertThat(List.of(page.url())).containsExactly("http://127.0.0.1:" + service.port() + "/console");
        }
    }
}
