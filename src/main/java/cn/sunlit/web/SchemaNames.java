package cn.sunlit.web;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of schemas in the description: a record inside a class is told from its like in other classes by that class.
 * Remembers which class got which name.
 */
class SchemaNames extends TypeNameResolver {

    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

    Map<String, Class<?>> named() {
        return Map.copyOf(named);
    }

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        String name = super.nameForClass(type, options);
        Class<?> other = named.putIfAbsent(name, type);
        if (other != null && other != type && type.isRecord()) {
            throw new IllegalStateException("%s and %s have the same name in the description".formatted(other, type));
        }
        return name;
    }

    @Override
    protected String getNameOfClass(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        if (outer == null) {
            return super.getNameOfClass(type);
        }
        String prefix = getNameOfClass(outer).replaceFirst("(Api|Tools|Doors|Store|Problem)$", "");
        return type.getSimpleName().startsWith(prefix) ? type.getSimpleName() : prefix + type.getSimpleName();
    }
}
