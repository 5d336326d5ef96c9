package dev.migrationcontrol.lot;

import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the running service, which one JVM starts once for all of them. */
@Suite
@SelectPackages("dev.migrationcontrol")
final class ServiceLot {}
