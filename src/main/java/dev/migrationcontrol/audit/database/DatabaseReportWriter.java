package dev.migrationcontrol.audit.database;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** Answers with an audit as a report, to those who accept Markdown. */
@Provider
@Produces(DatabaseReportWriter.MARKDOWN)
class DatabaseReportWriter implements MessageBodyWriter<DatabaseAudit> {
    static final String MARKDOWN = "text/markdown";

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return DatabaseAudit.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            DatabaseAudit audit,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        headers.putSingle("Content-Type", MARKDOWN + ";charset=UTF-8");
        body.write(DatabaseReport.of(audit).getBytes(StandardCharsets.UTF_8));
    }
}
