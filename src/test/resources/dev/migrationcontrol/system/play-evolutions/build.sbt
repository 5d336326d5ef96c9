libraryDependencies ++= Seq(evolutions, jdbc, "org.postgresql" % "postgresql" % "42.7.3")
