'use strict';

var dbm;
var fs = require('fs');
var path = require('path');

exports.setup = function (options) {
  dbm = options.dbmigrate;
};

exports.up = function (db) {
  return db.runSql(fs.readFileSync(path.join(__dirname, 'sqls', '20240131100000-orders-up.sql'), 'utf-8'));
};

exports.down = function (db) {
  return db.runSql(fs.readFileSync(path.join(__dirname, 'sqls', '20240131100000-orders-down.sql'), 'utf-8'));
};
