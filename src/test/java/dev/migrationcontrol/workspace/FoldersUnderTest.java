package dev.migrationcontrol.workspace;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;

/** Temporary folders without the running service, in which nobody hears of abandoned ones. */
public final class FoldersUnderTest {
    private FoldersUnderTest() {}

    @SuppressWarnings("unchecked")
    public static TemporaryFolders create() {
        return new TemporaryFolders((Event<TemporaryFolders.Abandoned>) Proxy.newProxyInstance(
                FoldersUnderTest.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, args) -> null));
    }
}
