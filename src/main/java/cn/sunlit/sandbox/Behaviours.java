package cn.sunlit.sandbox;

import cn.sunlit.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The ready-made behaviours of {@code behaviours.yaml}. */
final class Behaviours {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<Behaviour> ALL = read();

    private Behaviours() {}

    /**
     * A behaviour of all institutions with those of single ones.
     *
     * @param about what it is like, in words
     * @param all the fields that all have
     * @param only the fields that single ones have besides, by their codes
     */
    record Behaviour(
            String code,
            String name,
            String about,
            Map<String, Object> all,
            @Nullable Map<String, Map<String, Object>> only) {

        InstitutionFaults of(String institution, long seed, Instant now) {
            Map<String, Object> fields = new LinkedHashMap<>(all);
            if (only != null) {
                fields.putAll(only.getOrDefault(institution, Map.of()));
            }
            fields.put("seed", seed);
            return JSON.convertValue(fields, FaultsWanted.class).checked(now);
        }
    }

    static List<Behaviour> all() {
        return ALL;
    }

    /** @throws Problem.Invalid naming those there are */
    static Behaviour named(String code) {
        return ALL.stream()
                .filter(b -> b.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid(
                        "behaviour",
                        "现成的表现只有："
                                + String.join(
                                        "、", ALL.stream().map(Behaviour::code).toList())));
    }

    private record File(List<Behaviour> behaviours) {}

    private static List<Behaviour> read() {
        try (InputStream file = Objects.requireNonNull(Behaviours.class.getResourceAsStream("behaviours.yaml"))) {
            return List.copyOf(
                    YAMLMapper.builder().build().readValue(file, File.class).behaviours());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
