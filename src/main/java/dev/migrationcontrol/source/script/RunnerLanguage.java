package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How programs of a language list files, read them, send SQL, and define functions.
 *
 * @param extensions of its files; a name without one counts as the empty extension
 */
record RunnerLanguage(
        String title, Set<String> extensions, Pattern lists, Pattern reads, Pattern sends, Pattern defines) {
    private static RunnerLanguage of(
            String title, String extensions, String lists, String reads, String sends, String defines) {
        return new RunnerLanguage(
                title,
                Set.of(extensions.split(" ", -1)),
                Pattern.compile(lists, Pattern.MULTILINE),
                Pattern.compile(reads, Pattern.MULTILINE),
                Pattern.compile(sends),
                Pattern.compile("(?m)" + defines));
    }

    private static final RunnerLanguage PYTHON = of(
            "Python",
            "py",
            "\\bi?r?glob\\(|listdir\\(|iterdir\\(|scandir\\(|os\\.walk\\(|\\.walk\\(|resource_listdir\\(|iter_modules\\(|walk_packages\\(|\\.contents\\(",
            "read_text\\(|\\bopen\\(|read_bytes\\(|get_data\\(|\\.read\\(|import_module\\(|resource_string\\(|exec_module\\(|aiofiles",
            "\\b(?:execute\\w*|exec_driver_sql|fetch\\w*|executescript|run_sql)\\(|\\bpsql\\b",
            "^[ \\t]*+(?:async\\s++)?def\\s++(\\w++)\\s*+\\(");
    private static final RunnerLanguage JAVA = of(
            "Java",
            "java kt kts scala groovy",
            "Files\\.(?:list|walk|find|newDirectoryStream)\\(|newDirectoryStream|\\.listFiles\\b|\\.list\\(\\)|getResources\\(|ResourcePatternResolver|ClassGraph|Reflections\\(|\\.walk(?:TopDown)?\\(|listDirectoryEntries\\(|\\.jarFile|\\.entries\\(\\)",
            "getResource(?:AsStream)?\\(|Files\\.(?:read\\w+|lines|newBufferedReader)\\(|readText\\(|readAllBytes\\(|Resources\\.\\w+\\(|IOUtils|StreamUtils|new Scanner\\(|Source\\.from\\w+\\(|ClassPathResource\\(|BufferedReader|getResource\\(",
            "\\b(?:execute\\w*|update|addBatch|query\\w*|prepareStatement|exec\\w*|createStatement|createNativeQuery|createUpdate|runScript|sql|batch)\\(|ScriptUtils|ScriptRunner",
            "(?:\\bfun\\s++|\\bdef\\s++|\\b(?:void|boolean|int|long|String)\\s++)(\\w++)\\s*+\\(|\\b(?:class|object)\\s++(\\w++)");
    private static final RunnerLanguage GO = of(
            "Go",
            "go",
            "\\bReadDir\\(|WalkDir\\(|filepath\\.(?:Glob|Walk)\\b|fs\\.Glob\\(|go:embed\\b(?![^\\n*]{0,200}\\.\\w{1,5}[ \\t]*+$)|\\.Readdir(?:names)?\\(|AssetNames\\(|AssetDir\\(|os\\.DirFS\\(",
            "\\bReadFile\\(|os\\.Open\\(|ReadAll\\(|Asset\\(|go:embed\\b(?=[^*]*?go:embed\\b)|go:embed\\b(?![^\\n*]{0,200}\\.\\w{1,5}[ \\t]*+$)",
            "\\.(?:Must)?(?:Exec|Query|NamedExec|Raw|Prepare|SendBatch|Do|Sync2?|AutoMigrate)\\w*\\(|\\bpsql\\b",
            "\\bfunc(?:\\s++\\([^)\\n]{0,80}\\))?\\s++(\\w++)\\s*+\\(");
    private static final RunnerLanguage SCRIPT = of(
            "JavaScript",
            "js mjs cjs jsx ts mts cts tsx",
            "\\breaddir(?:Sync)?\\(|\\bfast-?glob\\b|\\bglob(?:Sync|by\\w*)?\\(|import\\.meta\\.glob|require\\.context\\(|opendir(?:Sync)?\\(|\\breadDir(?:Sync)?\\(|new\\s++(?:Bun\\.)?Glob\\(|\\bwalk(?:Sync)?\\(",
            "\\breadFile(?:Sync)?\\(|readTextFile\\w*\\(|Bun\\.file\\(|\\bimport\\(|\\brequire\\(",
            "\\.(?:query\\w*|unsafe|exec\\w*|raw|none|any|run|batch|\\$executeRaw\\w*|\\$queryRaw\\w*|multi|sql|simple|file)\\b|\\bsql[`(]|\\bpsql\\b|\\bquery\\w*\\(",
            "(?:\\bfunction\\s++(\\w++)|^[ \\t]*+(?:(?:public|private|protected|static|async|export|const|let|override|readonly)\\s++)*+[\"']?([\\w.]++)[\"']?\\s*+(?:[:=]\\s*+(?:async\\s*+)?(?:function\\b|\\([^()\\n]{0,120}\\)[^\\n=]{0,60}=>|\\w++\\s*+=>)|\\([^()\\n]{0,120}\\)[^\\n{;]{0,60}\\{))");
    private static final RunnerLanguage RUBY = of(
            "Ruby",
            "rb rake",
            "\\bDir\\.(?:glob|each_child|children|entries|foreach|new)\\b|\\bDir\\[|\\.glob\\b|\\.children\\b|\\.each_child\\b|Find\\.find\\b|\\.each_entry\\b",
            "\\b(?:File|IO)\\.(?:read|open|foreach|binread)\\b|\\.read\\b|\\bload\\b|\\brequire\\b",
            "\\.(?:execute\\w*|exec\\w*|query\\w*|run|async_exec\\w*|transaction|<<)\\b|\\bpsql\\b",
            "^[ \\t]*+def\\s++(?:self\\.)?(\\w++)");
    private static final RunnerLanguage PHP = of(
            "PHP",
            "php inc phtml",
            "\\bglob\\(|\\bscandir\\(|\\bopendir\\(|\\breaddir\\(|DirectoryIterator|FilesystemIterator|GlobIterator|\\bFinder\\b|allFiles\\(|->files\\(\\)",
            "file_get_contents\\(|\\bfopen\\(|\\binclude\\b|\\brequire\\b|\\bfile\\(|\\binclude_once\\b|\\brequire_once\\b",
            "->(?:exec\\w*|query\\w*|prepare|statement|unprepared|multi_query|run)\\(|pg_query\\w*\\(|mysqli_\\w+\\(|\\bDB::\\w+\\(|\\bpsql\\b|::query\\(",
            "\\bfunction\\s++(\\w++)\\s*+\\(");
    private static final RunnerLanguage CSHARP = of(
            "C#",
            "cs fs vb",
            "Directory\\.(?:Get|Enumerate)\\w+\\(|\\.(?:GetFiles|EnumerateFiles|GetDirectories)\\(|GetManifestResourceNames\\(|DirectoryInfo\\b|GetDirectoryContents\\(",
            "File\\.(?:ReadAll\\w+|OpenText|OpenRead|ReadLines)\\(|GetManifestResourceStream\\(|StreamReader\\(|ReadToEnd",
            "\\b(?:Execute\\w*|ExecuteSqlRaw\\w*|Query\\w*|CreateCommand)\\(|CommandText\\b|NpgsqlCommand|NpgsqlBatch",
            "\\b(?:void|Task(?:<\\w+>)?|bool|int|string)\\s++(\\w++)\\s*+\\(|\\bclass\\s++(\\w++)");
    private static final RunnerLanguage RUST = of(
            "Rust",
            "rs",
            "\\bread_dir\\(|include_dir!|WalkDir::new|\\bglob\\(|RustEmbed|rust_embed|\\.files\\(\\)|::iter\\(\\)",
            "read_to_string\\(|include_str!|include_bytes!|::get\\(|fs::read\\(",
            "\\b(?:execute\\w*|batch_execute|execute_batch|query\\w*|simple_query|raw_sql|sql_query|fetch_\\w+)!?\\(",
            "\\bfn\\s++(\\w++)");
    private static final RunnerLanguage ELIXIR = of(
            "Elixir",
            "ex exs",
            "Path\\.wildcard\\b|\\bFile\\.ls!?\\b|:filelib\\.wildcard|\\bls_r\\b",
            "\\bFile\\.(?:read|stream)!?|@external_resource|Code\\.\\w+_file",
            "\\bquery(?:_many)?!?\\(|SQL\\.query|\\bexecute!?\\(|Postgrex\\.\\w+|Repo\\.\\w+!?\\(|\\bpsql\\b",
            "^[ \\t]*+defp?\\s++(\\w++[?!]?)");
    private static final RunnerLanguage SHELL = of(
            "shell",
            "sh bash zsh mk ksh yml yaml ps1 ",
            "\\bfor\\s++\\w++\\s++in\\b[^\\n]*+|\\bforeach\\b|\\b(?:find|ls)\\s[^\\n]*+|\\bmapfile\\b|\\breadarray\\b|\\*\\.sql|Get-ChildItem|\\bglob\\b",
            "\\bpsql\\b[^\\n]*(?:-\\w*f\\b|<|--file)|\\bcat\\b|\\\\i\\b|Get-Content",
            "\\bpsql\\b|\\$\\{?\\w*(?:psql|PSQL|SQL|sql|DB|db)\\w*|Invoke-Sqlcmd|\\b\\w*sql\\w*\\s++-c\\b",
            "^[ \\t]*+(?:function\\s++)?([\\w-]++)\\s*+\\(\\)");
    private static final RunnerLanguage PERL = of(
            "Perl",
            "pl pm t cgi",
            "\\bopendir\\b|\\breaddir\\b|\\bglob\\b|File::Find|<[^<>\\n]*\\*[^<>\\n]*>",
            "\\bopen\\b|slurp|\\bdo\\b|\\brequire\\b",
            "->(?:do|execute|prepare|run|txn)\\b|\\bpsql\\b",
            "^[ \\t]*+sub\\s++(\\w++)");
    private static final RunnerLanguage CRYSTAL = of(
            "Crystal",
            "cr",
            "\\bDir\\.(?:glob|each_child|children|entries|each)\\b|\\bDir\\[|\\brun\\(|\\.each_child\\b",
            "\\bFile\\.(?:read|open|each_line)\\b|read_file\\(",
            "\\.(?:exec\\w*|query\\w*|scalar|run|transaction)\\b|\\bpsql\\b",
            "^[ \\t]*+(?:private\\s++|protected\\s++)?def\\s++(?:self\\.)?(\\w++)");
    private static final RunnerLanguage HASKELL = of(
            "Haskell",
            "hs lhs",
            "\\b(?:listDirectory|getDirectoryContents|getDirectoryFiles\\w*|globDir\\w*|embedDir|embedRecursiveDir|makeRelativeToProject)\\b",
            "\\b(?:readFile\\w*|embedFile|embedStringFile|fileLocation)\\b",
            "\\b(?:execute(?:_|Many)?|query_?|exec\\w*|runSession|runTx|statement|rawExecute\\w*|rawSql|unitQ\\w*|multiQE\\w*|psql)\\b",
            "^([a-z]\\w*+)\\s++::");
    private static final RunnerLanguage OTHER = of(
            "other",
            "clj cljs lua dart swift c cc cpp cxx hpp h erl ml nim jl",
            "file-seq|list-files|\\.list\\(|listSync\\(|contentsOfDirectory|lfs\\.dir|opendir\\(|readdir\\(|directory_iterator|listDirectory|list_dir|io/resource",
            "slurp|readAsString\\w*\\(|readFile\\w*|io\\.open|ifstream|contentsOf|read_file",
            "\\b(?:execute\\w*|exec\\w*|query\\w*|PQexec\\w*|jdbc/\\w+|equery|squery|do-commands|run)\\b",
            "\\b(?:defn-?|function|func|void|fn)\\s++(\\w++)");

    private static final Map<String, RunnerLanguage> INTERPRETERS = Map.of(
            "python", PYTHON, "ruby", RUBY, "node", SCRIPT, "deno", SCRIPT, "bun", SCRIPT, "php", PHP, "perl", PERL,
            "elixir", ELIXIR);

    static final List<RunnerLanguage> ALL =
            List.of(PYTHON, JAVA, GO, SCRIPT, RUBY, PHP, CSHARP, RUST, ELIXIR, SHELL, PERL, CRYSTAL, HASKELL, OTHER);

    /** As the first line of a program says whose name has no extension. */
    static RunnerLanguage of(SourceFile file, String text) {
        if (!file.extension().isEmpty() || !text.startsWith("#!")) {
            return of(file);
        }
        String first = text.lines().findFirst().orElse("");
        return INTERPRETERS.entrySet().stream()
                .filter(each -> first.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(SHELL);
    }

    static RunnerLanguage of(SourceFile file) {
        String extension = file.extension();
        return ALL.stream()
                .filter(language -> language.extensions.contains(extension))
                .findFirst()
                .orElse(SHELL);
    }
}
