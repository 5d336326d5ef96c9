#!/bin/sh
grate --databasetype=postgresql --sqlfilesdirectory=db --connstring="$CONNECTION"
