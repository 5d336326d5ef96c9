package dev.migrationcontrol.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console in a browser: live, accessible, and without a word in its console. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class BrowserTest {
    private static final String BASE = "/console/environments/browser";
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);

    private static Browser browser;

    @TestHTTPResource("/")
    URI service;

    private TestEnvironment environment;

    @BeforeEach
    void begin() {
        if (browser == null) {
            browser = Browser.require(service.toString());
        }
        environment = TestEnvironment.withSample("browser");
        Service.awaitState(environment, "EMPTY");
    }

    @AfterEach
    void nothingWasWrittenToTheConsole() {
        assertThat(browser.takeMessages()).isEmpty();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    private static void run(Page page, String reason) {
        page.getByLabel(Pattern.compile("^Reason")).fill(reason);
        page.locator("form.do button.main").click();
        page.waitForURL("**/console/operations/*");
    }

    @Test
    void anUpgradeIsPlannedWatchedToItsEndAndUndone() {
        environment.script("V11__slow.sql", "SELECT pg_sleep(4);\nCREATE TABLE slow (id int);\nSELECT pg_sleep(2);\n");
        environment.script("U11__slow.sql", "DROP TABLE slow;\n");
        Page page = browser.page(true);
        page.navigate(BASE + "/upgrade");
        browser.inspect(page, "upgrade");
        page.locator("form.do button.main").click();
        page.waitForURL("**/console/plans/*");
        browser.inspect(page, "plan");
        Page other = browser.page(true);
        other.navigate("/console");
        assertThat(other.locator("#live")).containsText("live, checked", SOON);
        run(page, "release 7.3");

        assertThat(page.locator("#state")).containsText("Running", SOON);
        assertThat(page.locator("#live")).containsText("live");
        assertThat(page.locator("#bar")).containsText("of 3", SOON);
        assertThat(other.locator("#running")).containsText("Upgrade of browser", SOON);
        assertThat(page.locator("#state")).containsText("Succeeded", SOON);
        assertThat(page.locator("#live")).hasText("finished");
        assertThat(other.locator("#running"))
                .not()
                .containsText("Upgrade of browser", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        browser.inspect(page, "operation-succeeded");

        page.navigate(BASE + "/rollback");
        browser.inspect(page, "rollback");
        page.locator("form.do button.main").click();
        page.waitForURL("**/console/plans/*");
        page.getByLabel(Pattern.compile("^Name of the environment")).fill("browser");
        browser.inspect(page, "plan-rollback");
        run(page, "smoke test failed");
        assertThat(page.locator("#state")).containsText("Succeeded", SOON);
        assertThat(page.locator("#steps")).containsText("Undone");
    }

    @Test
    void aFailureHasItsLineMarked() {
        environment.script("V11__fails.sql", "CREATE TABLE t (id int);\n\nINSERT INTO t VALUES ('x');\n");
        Page page = browser.page(true);
        page.navigate(BASE + "/upgrade");
        page.locator("form.do button.main").click();
        page.waitForURL("**/console/plans/*");
        run(page, "release 7.4");
        assertThat(page.locator("#state")).containsText("Failed", SOON);
        assertThat(page.locator("#failure")).containsText("line 3");
        assertThat(page.locator("#L3")).hasClass(Pattern.compile("\\bhit\\b"));
        browser.inspect(page, "operation-failed");
        page.navigate(BASE);
        browser.inspect(page, "environment");
    }

    @Test
    void anOperationIsCancelled() {
        environment.script("V11__long.sql", "SELECT pg_sleep(500);\n");
        Page page = browser.page(true);
        page.navigate(BASE + "/upgrade");
        page.locator("form.do button.main").click();
        page.waitForURL("**/console/plans/*");
        run(page, "release 7.5");
        assertThat(page.locator("#steps")).containsText("Running", SOON);
        browser.inspect(page, "operation-running");
        page.getByText("Cancel this operation").click();
        page.getByLabel(Pattern.compile("^Reason")).fill("wrong branch");
        page.getByText("Cancel the operation").click();
        assertThat(page.locator("#state")).containsText("Cancelled", SOON);
        assertThat(page.locator("#facts")).containsText("wrong branch");
    }

    @Test
    void aPageWhoseStreamIsCutSaysSoAndGoesOn() {
        Page page = browser.page(true);
        page.navigate(BASE);
        assertThat(page.locator("#live")).containsText("live", SOON);
        page.context().setOffline(true);
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))");
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        assertThat(page.locator("#live"))
                .hasText("lost, trying again", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        page.context().setOffline(false);
        assertThat(page.locator("#live")).containsText("live, checked", SOON);
        // The browser itself writes that it could not reach the service; nothing else is expected.
        assertThat(browser.takeMessages()).allMatch(each -> each.contains("ERR_INTERNET_DISCONNECTED"));
    }

    @Test
    void everyPageIsAccessible() {
        Page page = browser.page(true);
        List<String> pages = List.of(
                "/console",
                "/console/operations",
                BASE + "/repair",
                BASE + "/baseline",
                BASE + "/consolidation",
                BASE + "/audit",
                BASE + "/migrations?script=V9__create_document_shares.sql",
                "/console/journal?prove=yes",
                "/console/compare?left=browser&right=console&objects=true",
                "/console/approvals",
                "/console/find?q=document",
                "/console/audits",
                "/console/webhooks");
        for (String each : pages) {
            page.navigate(each);
            browser.inspect(page, each.substring(8).replaceAll("[^a-z0-9]+", "-"));
        }
        page.navigate("/console/login");
        browser.inspect(page, "login");
    }

    @Test
    void keysAloneSufficeAndTimesAreTheReaders() {
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        Page page = browser.page(true);
        page.navigate(BASE);
        assertThat(page.locator("time").first()).containsText("GMT+13");
        assertThat(page.locator("time").first()).hasAttribute("title", Pattern.compile(".*Z"));
        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type("console");
        page.keyboard().press("Enter");
        page.waitForURL("**/console/environments/console");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*#main"));
    }

    @Test
    void everythingWorksWithoutScripts() {
        Page page = browser.page(false);
        page.navigate(BASE + "/upgrade");
        page.locator("form.do button.main").click();
        page.waitForURL("**/console/plans/*");
        run(page, "without scripts");
        assertThat(page.locator("h1")).containsText("Upgrade of browser");
    }
}
