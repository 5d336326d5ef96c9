-- Types, functions, extensions, operators and what indexes know of them, text search.
SELECT kind, name, NULL, 'labels', string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder), NULL, NULL
  FROM typ JOIN pg_enum ON enumtypid = typ.oid GROUP BY kind, name
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', format_type(typbasetype, typtypmod),
       CASE WHEN typcollation <> (SELECT b.typcollation FROM pg_type b WHERE b.oid = typ.typbasetype)
            THEN 'COLLATE ' || typcollation::regcollation END,
       CASE WHEN typnotnull THEN 'NOT NULL' END, 'DEFAULT ' || typdefault), NULL, NULL FROM typ WHERE typtype = 'd'
UNION ALL SELECT kind, name, NULL, 'subtype', concat_ws(' ', rngsubtype::regtype, opcname,
       CASE WHEN rngcollation <> 0 THEN rngcollation::regcollation END, nullif(rngcanonical::text, '-'),
       nullif(rngsubdiff::text, '-')), NULL, NULL
  FROM typ JOIN pg_range ON rngtypid = typ.oid JOIN pg_opclass o ON o.oid = rngsubopc
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', typlen, typbyval, typcategory, typispreferred, typdelim, typinput,
       typoutput, typreceive, typsend, typmodin, typmodout, typanalyze, typalign, typstorage, typsubscript, typdefault,
       nullif(typelem, 0)::regtype), NULL, NULL FROM typ WHERE typtype IN ('b', 'p')
UNION ALL SELECT 'function', name, NULL, 'definition', pg_get_functiondef(oid), pg_get_functiondef(oid), NULL FROM fn WHERE prokind <> 'a'
UNION ALL SELECT 'function', name, NULL, 'aggregate', concat_ws(' ', aggkind, aggnumdirectargs, aggtransfn, aggfinalfn,
       aggtranstype::regtype, aggtransspace, aggcombinefn, aggserialfn, aggdeserialfn, aggfinalextra, aggfinalmodify, agginitval,
       aggmtransfn, aggminvtransfn, aggmfinalfn, nullif(aggmtranstype, 0)::regtype, aggmtransspace, aggmfinalextra,
       aggmfinalmodify, aggminitval, nullif(aggsortop, 0)::regoperator, proparallel), NULL, NULL
  FROM fn JOIN pg_aggregate ON aggfnoid = oid
UNION ALL SELECT 'extension', quote_ident(extname), NULL, 'schema', extnamespace::regnamespace::text, NULL, NULL FROM pg_extension
UNION ALL SELECT 'extension', quote_ident(extname), NULL, 'version', extversion, NULL, NULL FROM pg_extension
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', lanpltrusted, nullif(lanplcallfoid, 0)::regproc,
       nullif(laninline, 0)::regproc, nullif(lanvalidator, 0)::regproc),
       format('CREATE%s LANGUAGE %s', CASE WHEN lanpltrusted THEN ' TRUSTED' END, name)
       || coalesce(' HANDLER ' || nullif(lanplcallfoid, 0)::regproc, '') || coalesce(' INLINE ' || nullif(laninline, 0)::regproc, '')
       || coalesce(' VALIDATOR ' || nullif(lanvalidator, 0)::regproc, ''), 'DROP LANGUAGE ' || name
  FROM obj JOIN pg_language l ON classid = 'pg_language'::regclass AND objid = l.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', amtype, amhandler),
       format('CREATE ACCESS METHOD %s TYPE %s HANDLER %s', name, CASE amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, amhandler),
       'DROP ACCESS METHOD ' || name
  FROM obj JOIN pg_am a ON classid = 'pg_am'::regclass AND objid = a.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(', ', 'FROM SQL WITH FUNCTION ' || nullif(trffromsql, 0)::regprocedure,
       'TO SQL WITH FUNCTION ' || nullif(trftosql, 0)::regprocedure),
       format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', trftype::regtype, lanname, concat_ws(', ',
       'FROM SQL WITH FUNCTION ' || nullif(trffromsql, 0)::regprocedure, 'TO SQL WITH FUNCTION ' || nullif(trftosql, 0)::regprocedure)),
       format('DROP TRANSFORM FOR %s LANGUAGE %I', trftype::regtype, lanname)
  FROM obj JOIN pg_transform t ON classid = 'pg_transform'::regclass AND objid = t.oid JOIN pg_language l ON l.oid = trflang
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', nullif(castfunc, 0)::regprocedure, castcontext, castmethod),
       NULL, NULL FROM obj JOIN pg_cast c ON classid = 'pg_cast'::regclass AND objid = c.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', oprcode, oprresult::regtype, oprrest, oprjoin,
       nullif(oprcom, 0)::regoperator, nullif(oprnegate, 0)::regoperator, CASE WHEN oprcanmerge THEN 'MERGES' END,
       CASE WHEN oprcanhash THEN 'HASHES' END), NULL, NULL
  FROM obj JOIN pg_operator o ON classid = 'pg_operator'::regclass AND objid = o.oid
UNION ALL SELECT kind, name, NULL, 'members', nullif(concat_ws(', ',
       (SELECT string_agg(format('%s %s %s', amopstrategy, amopopr::regoperator, amoppurpose), ', ' ORDER BY amopstrategy,
               amopopr::regoperator::text) FROM pg_amop WHERE amopfamily = objid),
       (SELECT string_agg(format('%s %s', amprocnum, amproc::regprocedure), ', ' ORDER BY amprocnum, amproc::regprocedure::text,
               amproclefttype::regtype::text, amprocrighttype::regtype::text) FROM pg_amproc WHERE amprocfamily = objid)), ''),
       NULL, NULL FROM obj WHERE kind = 'operator family'
UNION ALL SELECT kind, name, NULL, 'definition', 'USING ' || amname,
       format('CREATE OPERATOR FAMILY %s.%I USING %I', opfnamespace::regnamespace, opfname, amname), NULL
  FROM obj JOIN pg_opfamily f ON classid = 'pg_opfamily'::regclass AND objid = f.oid JOIN pg_am a ON a.oid = opfmethod
UNION ALL SELECT kind, name, NULL, 'definition', definition, format('CREATE OPERATOR CLASS %s.%I%s', nspname, opcname, definition),
       'DROP OPERATOR CLASS ' || replace(name, ' using ', ' USING ')
  FROM (SELECT kind, name, opcnamespace::regnamespace AS nspname, opcname, concat_ws(' ', CASE WHEN opcdefault THEN ' DEFAULT' END,
               ' FOR TYPE', opcintype::regtype, 'USING', quote_ident(amname),
               format('FAMILY %s.%I AS', opfnamespace::regnamespace, opfname), concat_ws(', ',
               (SELECT string_agg(format('OPERATOR %s %s%s', amopstrategy, amopopr::regoperator, ' FOR ORDER BY '
                       || nullif(amopsortfamily, 0)), ', ' ORDER BY amopstrategy, amopopr::regoperator::text)
                  FROM pg_amop m JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = m.oid
                 WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid),
               (SELECT string_agg(format('FUNCTION %s (%s, %s) %s', amprocnum, amproclefttype::regtype, amprocrighttype::regtype,
                       amproc::regprocedure), ', ' ORDER BY amprocnum, amproc::regprocedure::text)
                  FROM pg_amproc m JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = m.oid
                 WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid),
               'STORAGE ' || coalesce(nullif(opckeytype, 0), opcintype)::regtype)) AS definition
          FROM obj JOIN pg_opclass c ON classid = 'pg_opclass'::regclass AND objid = c.oid JOIN pg_am a ON a.oid = opcmethod
          JOIN pg_opfamily f ON f.oid = opcfamily) classes
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', collprovider, collcollate, collctype,
       coalesce(to_jsonb(c)->>'colllocale', to_jsonb(c)->>'colliculocale'), to_jsonb(c)->>'collicurules',
       CASE WHEN NOT collisdeterministic THEN 'not deterministic' END), NULL, NULL
  FROM obj JOIN pg_collation c ON classid = 'pg_collation'::regclass AND objid = c.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', CASE WHEN condefault THEN 'DEFAULT' END,
       pg_encoding_to_char(conforencoding), 'TO', pg_encoding_to_char(contoencoding), 'FROM', conproc),
       format('CREATE%s CONVERSION %s FOR %L TO %L FROM %s', CASE WHEN condefault THEN ' DEFAULT' END, name,
       pg_encoding_to_char(conforencoding), pg_encoding_to_char(contoencoding), conproc), 'DROP CONVERSION ' || name
  FROM obj JOIN pg_conversion c ON classid = 'pg_conversion'::regclass AND objid = c.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', prsstart, prstoken, prsend, prsheadline, prslextype), NULL, NULL
  FROM obj JOIN pg_ts_parser p ON classid = 'pg_ts_parser'::regclass AND objid = p.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', tmplinit, tmpllexize), NULL, NULL
  FROM obj JOIN pg_ts_template t ON classid = 'pg_ts_template'::regclass AND objid = t.oid
UNION ALL SELECT kind, name, NULL, 'definition', concat_ws(' ', format('%s.%I', tmplnamespace::regnamespace, tmplname),
       dictinitoption), NULL, NULL
  FROM obj JOIN pg_ts_dict d ON classid = 'pg_ts_dict'::regclass AND objid = d.oid JOIN pg_ts_template t ON t.oid = dicttemplate
UNION ALL SELECT kind, name, NULL, 'parser', format('%s.%I', prsnamespace::regnamespace, prsname), NULL, NULL
  FROM obj JOIN pg_ts_config c ON classid = 'pg_ts_config'::regclass AND objid = c.oid JOIN pg_ts_parser p ON p.oid = cfgparser
UNION ALL SELECT kind, name, NULL, 'mapping of ' || alias, string_agg(mapdict::regdictionary::text, ', ' ORDER BY mapseqno),
       format('ALTER TEXT SEARCH CONFIGURATION %s ADD MAPPING FOR %I WITH %s', name, alias,
       string_agg(mapdict::regdictionary::text, ', ' ORDER BY mapseqno)),
       format('ALTER TEXT SEARCH CONFIGURATION %s DROP MAPPING FOR %I', name, alias)
  FROM obj JOIN pg_ts_config c ON classid = 'pg_ts_config'::regclass AND objid = c.oid
  JOIN pg_ts_config_map m ON mapcfg = c.oid JOIN LATERAL ts_token_type(cfgparser) k ON k.tokid = maptokentype
 GROUP BY kind, name, alias
