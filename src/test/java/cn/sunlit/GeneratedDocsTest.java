package cn.sunlit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/**
 * Makes {@code docs/generated} from the program and compares it with what is committed, so that it cannot lie. After a
 * change of the program: {@code mvn test -Dtest=GeneratedDocsTest -Dsunlit.docs=write}.
 */
@ExtendWith(PostgresTest.class)
class GeneratedDocsTest {

    private static final Path DOCS = Path.of("docs/generated");
    private static final String MADE =
            "<!-- Made by GeneratedDocsTest; run it with -Dsunlit.docs=write after a change. -->\n\n";

    @Test
    void modules() throws IOException {
        compare("modules.md", modulesPage(ApplicationModules.of(Sunlit.class)));
    }

    @Test
    void schema(JdbcClient jdbc) throws IOException {
        compare("schema.md", schemaPage(jdbc));
    }

    @Test
    void events() throws IOException {
        compare("events.md", eventsPage());
    }

    private static void compare(String name, String made) throws IOException {
        var file = DOCS.resolve(name);
        if ("write".equals(System.getProperty("sunlit.docs"))) {
            Files.createDirectories(DOCS);
            Files.writeString(file, made);
        }
        assertThat(file)
                .as("mvn test -Dtest=GeneratedDocsTest -Dsunlit.docs=write writes it")
                .exists();
        assertThat(Files.readString(file))
                .as(
                        "%s is older than the program: mvn test -Dtest=GeneratedDocsTest -Dsunlit.docs=write renews it",
                        file)
                .isEqualTo(made);
    }

    private static String modulesPage(ApplicationModules all) throws IOException {
        var uses = new TreeMap<String, Set<String>>();
        var titles = new HashMap<String, String>();
        for (var module : all) {
            var name = name(module);
            titles.put(name, module.getDisplayName());
            uses.put(
                    name,
                    module.getDirectDependencies(all, DependencyType.DEFAULT, DependencyType.USES_COMPONENT)
                            .uniqueModules()
                            .map(GeneratedDocsTest::name)
                            .filter(other -> !other.equals(name))
                            .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
        }
        var floors = new HashMap<String, Integer>();
        uses.keySet().forEach(name -> floor(name, uses, floors, 0));
        var inOrder = uses.keySet().stream()
                .sorted(Comparator.comparing((String name) -> floors.get(name)).thenComparing(name -> name))
                .toList();

        var page = new StringBuilder("# Modules\n\n" + MADE);
        page.append("A module stands one floor above the highest module it uses. Arrows run downward only; every module"
                + " may use `kernel`, so those arrows are left out of the picture.\n\n");
        page.append("```mermaid\nflowchart TD\n");
        for (var name : inOrder) {
            page.append("    %s[\"%s\"]\n".formatted(name, titles.get(name)));
        }
        for (var name : inOrder) {
            for (var used : direct(name, uses)) {
                page.append("    %s --> %s\n".formatted(name, used));
            }
        }
        page.append("```\n\nThe picture leaves out what follows by way of another module; the table does not.\n\n");
        page.append("| floor | module | is | uses |\n|---|---|---|---|\n");
        for (var name : inOrder) {
            page.append("| %d | `%s` | %s | %s |\n"
                    .formatted(
                            floors.get(name),
                            name,
                            purpose(name),
                            uses.get(name).stream()
                                    .filter(used -> !used.equals("kernel"))
                                    .collect(joining(", "))));
        }
        return page.toString();
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    private static int floor(String name, Map<String, Set<String>> uses, Map<String, Integer> floors, int depth) {
        assertThat(depth).as("a circle of modules through %s", name).isLessThan(100);
        var known = floors.get(name);
        if (known != null) {
            return known;
        }
        int floor = 0;
        for (var used : uses.get(name)) {
            floor = Math.max(floor, 1 + floor(used, uses, floors, depth + 1));
        }
        floors.put(name, floor);
        return floor;
    }

    /** What a module uses and none of the modules it uses does: the arrows that carry news. */
    private static List<String> direct(String name, Map<String, Set<String>> uses) {
        return uses.get(name).stream()
                .filter(used -> !used.equals("kernel"))
                .filter(used ->
                        uses.get(name).stream().noneMatch(other -> !other.equals(used) && reaches(other, used, uses)))
                .toList();
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> uses) {
        return uses.get(from).stream().anyMatch(next -> next.equals(to) || reaches(next, to, uses));
    }

    /** The first sentence of the module's own words. */
    private static String purpose(String module) throws IOException {
        var source = Files.readString(Path.of("src/main/java/cn/sunlit", module, "package-info.java"));
        var words = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL).matcher(source);
        assertThat(words.find())
                .as("package-info of %s says what it is", module)
                .isTrue();
        var text = words.group(1)
                .replaceAll("(?m)^\\s*\\* ?", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return text.replace("|", "\\|");
    }

    private static final String TABLES = """
            select n.nspname as schema, c.relname as name, c.oid::bigint as oid, obj_description(c.oid) as comment
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%'
              and n.nspname not in ('information_schema', 'public') and c.relname <> 'flyway_history'
            order by 1, 2
            """;

    private static final String COLUMNS = """
            select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
                   col_description(a.attrelid, a.attnum) as comment
            from pg_attribute a where a.attrelid = :table and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """;

    private static final String RULES = """
            select definition from (
                select 1 as kind, pg_get_constraintdef(oid) as definition from pg_constraint
                where conrelid = :table and contype in ('p', 'u', 'f', 'c', 'x')
                union all
                select 2, regexp_replace(pg_get_triggerdef(oid), '^CREATE (CONSTRAINT )?TRIGGER ', 'TRIGGER ')
                from pg_trigger where tgrelid = :table and not tgisinternal
            ) rules order by kind, definition collate "C"
            """;

    private static String schemaPage(JdbcClient jdbc) {
        record Table(String schema, String name, long oid, String comment) {}
        record Column(String name, String type, boolean required, String comment) {}
        var page = new StringBuilder("# Schema\n\n" + MADE);
        page.append("Each module has its own schema. A column may be empty only where it says so.\n");
        var schema = "";
        for (var table : jdbc.sql(TABLES).query(Table.class).list()) {
            if (!table.schema().equals(schema)) {
                schema = table.schema();
                page.append("\n## ").append(schema).append('\n');
            }
            page.append("\n### %s.%s\n\n".formatted(schema, table.name()));
            if (table.comment() != null) {
                page.append(table.comment()).append("\n\n");
            }
            page.append("| column | type | |\n|---|---|---|\n");
            for (var column : jdbc.sql(COLUMNS)
                    .param("table", table.oid())
                    .query(Column.class)
                    .list()) {
                var notes = new ArrayList<String>();
                if (!column.required()) {
                    notes.add("may be empty");
                }
                if (column.comment() != null) {
                    notes.add(column.comment().replace("|", "\\|").replaceAll("\\s+", " "));
                }
                page.append("| %s | %s | %s |\n".formatted(column.name(), column.type(), String.join("; ", notes)));
            }
            page.append('\n');
            for (var rule : jdbc.sql(RULES)
                    .param("table", table.oid())
                    .query(String.class)
                    .list()) {
                page.append("- `").append(rule.replaceAll("\\s+", " ")).append("`\n");
            }
        }
        return page.toString();
    }

    private static String eventsPage() throws IOException {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPath(Path.of("target/classes/cn/sunlit"));
        var publishers = new TreeMap<String, Set<String>>();
        var listeners = new TreeMap<String, Set<String>>();
        for (var type : classes) {
            for (var event : published(type)) {
                publishers.computeIfAbsent(event, name -> new TreeSet<>()).add(module(type));
            }
            for (var unit : type.getCodeUnits()) {
                if (unit.isAnnotatedWith(EventListener.class) || unit.isMetaAnnotatedWith(EventListener.class)) {
                    unit.getRawParameterTypes().stream()
                            .filter(GeneratedDocsTest::mayBeEvent)
                            .forEach(event -> listeners
                                    .computeIfAbsent(event.getName(), name -> new TreeSet<>())
                                    .add(module(type)));
                }
            }
        }
        var names = new TreeSet<>(listeners.keySet());
        names.addAll(publishers.keySet());
        var page = new StringBuilder("# Events\n\n" + MADE);
        page.append("What a module tells the modules above it. An event is owned by the module that publishes it.\n\n");
        page.append("| event | carries | told by | heard by |\n|---|---|---|---|\n");
        for (var name : names) {
            var event = classes.get(name);
            page.append("| `%s.%s` | %s | %s | %s |\n"
                    .formatted(
                            module(event),
                            event.getSimpleName(),
                            List.of(event.reflect().getRecordComponents()).stream()
                                    .map(part -> part.getName())
                                    .collect(joining(", ")),
                            String.join(", ", publishers.getOrDefault(name, Set.of())),
                            String.join(", ", listeners.getOrDefault(name, Set.of()))));
        }
        return page.toString();
    }

    /** Types of the program whose new instance is handed to {@code publishEvent} on the spot. */
    private static Set<String> published(JavaClass type) throws IOException {
        var events = new TreeSet<String>();
        var bytes = Files.readAllBytes(Path.of("target/classes", type.getName().replace('.', '/') + ".class"));
        for (var method : ClassFile.of().parse(bytes).methods()) {
            method.code().ifPresent(code -> {
                InvokeInstruction before = null;
                for (var element : code) {
                    if (element instanceof InvokeInstruction call) {
                        if (call.name().equalsString("publishEvent")
                                && before != null
                                && before.name().equalsString("<init>")) {
                            events.add(before.owner().asInternalName().replace('/', '.'));
                        }
                        before = call;
                    } else if (element instanceof Instruction) {
                        before = null;
                    }
                }
            });
        }
        events.removeIf(name -> !name.startsWith("cn.sunlit."));
        return events;
    }

    /** A fact is a public record at the top of its file, named for what happened. */
    private static boolean mayBeEvent(JavaClass type) {
        return type.getPackageName().startsWith("cn.sunlit.")
                && type.isRecord()
                && type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)
                && !type.getPackageName().equals("cn.sunlit.kernel")
                && type.getEnclosingClass().isEmpty();
    }

    private static String module(JavaClass type) {
        return type.getPackageName().replaceFirst("cn\\.sunlit\\.?", "");
    }
}
