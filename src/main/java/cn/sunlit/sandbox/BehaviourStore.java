package cn.sunlit.sandbox;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How each simulated institution behaves; one without a row behaves well. */
@Repository
@Profile("sandbox")
class BehaviourStore {

    /** A behaviour that was kept before a new fault was thought of does not have that fault. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JdbcClient jdbc;

    BehaviourStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String OF = """
            select settings from sandbox.institution_behaviour where code = :code
            """;

    InstitutionFaults of(String code) {
        return jdbc.sql(OF)
                .param("code", code)
                .query((row, n) -> read(row.getString("settings")))
                .optional()
                .orElse(InstitutionFaults.NONE);
    }

    static final String ALL = """
            select code, settings from sandbox.institution_behaviour
            """;

    /** Those that do not just behave well, by their codes. */
    Map<String, InstitutionFaults> all() {
        return jdbc
                .sql(ALL)
                .query((row, n) -> Map.entry(row.getString("code"), read(row.getString("settings"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static final String SET = """
            insert into sandbox.institution_behaviour (code, settings) values (:code, :settings::jsonb)
            on conflict (code) do update set settings = excluded.settings
            """;

    void set(String code, InstitutionFaults faults) {
        jdbc.sql(SET)
                .param("code", code)
                .param("settings", JSON.writeValueAsString(faults))
                .update();
    }

    private static InstitutionFaults read(String settings) {
        return JSON.readValue(settings, InstitutionFaults.class);
    }
}
