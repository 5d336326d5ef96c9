/** Pages for people in a browser, which show what the API says and ask it for what they change; nothing imports it. */
@NullMarked
package dev.migrationcontrol.console;

import org.jspecify.annotations.NullMarked;
