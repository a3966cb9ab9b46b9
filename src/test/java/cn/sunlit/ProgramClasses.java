package cn.sunlit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program's own classes, found where Maven puts them. */
final class ProgramClasses {

    private static final Path ROOT = Path.of("target/classes");

    private ProgramClasses() {}

    /** Every class of a package and those below it, in the order of their names; none is initialised. */
    static List<Class<?>> under(String packageName) {
        try (var files = Files.walk(ROOT.resolve(packageName.replace('.', '/')))) {
            return files.map(file -> ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .<Class<?>>map(ProgramClasses::load)
                    .toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ProgramClasses.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
