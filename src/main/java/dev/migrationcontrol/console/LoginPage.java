package dev.migrationcontrol.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The form for a token. */
final class LoginPage {
    private LoginPage() {}

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance login(Frame frame, String to, String wrong);

        static native TemplateInstance again(String to);
    }

    static String html(Frame frame, String to, String wrong) {
        return Templates.login(frame, to, wrong).render();
    }

    static String again(String to) {
        return Templates.again(to).render();
    }
}
