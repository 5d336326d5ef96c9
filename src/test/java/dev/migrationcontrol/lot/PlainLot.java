package dev.migrationcontrol.lot;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests that do without the running service. */
@Suite
@SelectPackages("dev.migrationcontrol")
final class PlainLot {}
