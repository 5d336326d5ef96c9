(defproject shop "1.0" :dependencies [[migratus "1.5.4"]])
