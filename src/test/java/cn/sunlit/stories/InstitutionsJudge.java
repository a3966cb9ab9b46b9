package cn.sunlit.stories;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what the court believes with the institutions' own log: every request answered or explained, none done twice,
 * nothing taken that the institution did not say, no asset doubled, the same held on both sides.
 */
public final class InstitutionsJudge {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient court;
    private final JdbcClient world;
    private final List<String> objections = new ArrayList<>();
    private final Map<String, Long> figures = new LinkedHashMap<>();

    /**
     * @param court the court's database
     * @param world the database of the institutions; the same one where the program simulates them itself
     */
    public InstitutionsJudge(JdbcClient court, JdbcClient world) {
        this.court = court;
        this.world = world;
    }

    /** @param objections empty when both sides agree */
    public record Verdict(Map<String, Long> figures, List<String> objections) {}

    public Verdict judge() {
        Map<String, Logged> log = log();
        Set<String> matters = new HashSet<>();
        log.values().stream()
                .filter(l -> !matters.add(l.institution() + " " + l.matter()))
                .forEach(l -> objections.add("twice under another key: " + l));
        requests(log);
        calledAfterAnswer();
        holds();
        long exceeded = number(world, "select count(*) from sandbox.institution_call where exceeded is not null");
        figures.put("calls more than agreed", exceeded);
        if (exceeded > 0) {
            objections.add("more calls than agreed: " + exceeded);
        }
        figures.put("calls", number(world, "select count(*) from sandbox.institution_call"));
        figures.put(
                "calls with a fault",
                number(
                        world,
                        "select count(*) from sandbox.institution_call where fault is not null and fault not in ('LATE', 'TWICE')"));
        figures.put(
                "sent again after a whole answer",
                log.values().stream().mapToLong(l -> Math.max(0, l.whole() - 1)).sum());
        return new Verdict(figures, List.copyOf(objections));
    }

    /** @param whole how many answers went out whole */
    private record Logged(String institution, String matter, String kind, String answer, long whole) {}

    private Map<String, Logged> log() {
        Map<String, Logged> log = new HashMap<>();
        world.sql("""
                        select r.key::text, r.institution, r.business_key, r.kind, coalesce(r.answer, ''),
                               (select count(*) from sandbox.institution_call c
                                 where c.key = r.key and c.status = 200 and (c.fault is null or c.fault = 'TWICE'))
                          from sandbox.institution_request r""")
                .query((row, n) -> log.put(
                        row.getString(1),
                        new Logged(
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6))))
                .list();
        return log;
    }

    private record Asked(
            String key, String institution, String state, String problem, long caseId, long party, int found) {}

    private void requests(Map<String, Logged> log) {
        List<Asked> asked = court.sql("""
                        select key::text, institution, state, coalesce(problem, '') as problem, case_id, coalesce(party_id, 0) as party,
                               coalesce(found, 0) as found
                          from inquiries.request""").query(Asked.class).list();
        Map<String, Set<String>> found = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (Asked each : asked) {
            known.add(each.key());
            Logged logged = log.get(each.key());
            figures.merge("requests " + each.state(), 1L, Long::sum);
            switch (each.state()) {
                case "ANSWERED" -> {
                    if (logged == null
                            || !logged.institution().equals(each.institution())
                            || logged.answer().isEmpty()
                            || logged.whole() == 0) {
                        objections.add("answered, yet the institution never did: " + each + " " + logged);
                    } else if (logged.kind().equals("QUERY")) {
                        took(each, logged, found);
                    }
                }
                case "MANUAL", "CANCELLED" -> {
                    if (each.problem().isEmpty()) {
                        objections.add("given up without a word: " + each);
                    }
                }
                default -> objections.add("left lying: " + each);
            }
        }
        log.forEach((key, logged) -> {
            if (!known.contains(key)) {
                objections.add("received, yet the court knows nothing of it: " + logged);
            }
        });
        assets(found);
    }

    private void took(Asked each, Logged logged, Map<String, Set<String>> found) {
        Set<String> keys = new HashSet<>();
        for (JsonNode line : JSON.readTree(logged.answer()).path("assets")) {
            keys.add(line.path("kind").asString() + " " + line.path("key").asString());
        }
        if (keys.size() != each.found()) {
            objections.add("%d assets in the answer, %d taken: %s".formatted(keys.size(), each.found(), each));
        }
        found.computeIfAbsent(each.caseId() + " " + each.institution(), k -> new HashSet<>())
                .addAll(keys);
    }

    private void assets(Map<String, Set<String>> found) {
        Map<String, Long> there = new HashMap<>();
        court.sql("""
                        select c.case_id || ' ' || a.institution, count(*)
                          from property.asset_case c join property.asset a on a.id = c.asset_id
                         where a.institution is not null and c.source = 'INQUIRY'
                         group by 1""")
                .query((row, n) -> there.put(row.getString(1), row.getLong(2)))
                .list();
        long total = 0;
        for (String where : found.keySet()) {
            long said = found.get(where).size();
            total += said;
            long has = there.getOrDefault(where, 0L);
            if (has != said) {
                objections.add("case and institution %s: %d assets said, %d on file".formatted(where, said, has));
            }
        }
        figures.put("assets", total);
        there.keySet().stream()
                .filter(where -> !found.containsKey(where))
                .forEach(where -> objections.add("assets that nobody told of: " + where));
        long doubled = number(court, """
                select count(*) from (select 1 from property.asset group by kind, institution, key_index having count(*) > 1) d""");
        if (doubled > 0) {
            objections.add("assets on file twice: " + doubled);
        }
    }

    /** What is called again although the court had a good answer in its files is called in vain. */
    private void calledAfterAnswer() {
        Map<String, Instant> kept = new HashMap<>();
        court.sql("""
                        select r.key::text, min(a.received_at)
                          from inquiries.answer a join inquiries.request r on r.id = a.request_id
                         where a.quality in ('GOOD', 'NOTHING_FOUND') group by 1""")
                .query((row, n) ->
                        kept.put(row.getString(1), row.getTimestamp(2).toInstant()))
                .list();
        world
                .sql("select key::text, max(at) from sandbox.institution_call where key is not null group by 1")
                .query((row, n) ->
                        Map.entry(row.getString(1), row.getTimestamp(2).toInstant()))
                .list()
                .stream()
                .filter(call ->
                        kept.containsKey(call.getKey()) && call.getValue().isAfter(kept.get(call.getKey())))
                .forEach(call -> objections.add("called again after the answer was kept: " + call));
    }

    private record Held(String state, long held, String until) {}

    /** What is held at the institutions by measure, and what the court believes is held. */
    private void holds() {
        Map<String, Held> atInstitutions = new HashMap<>();
        world.sql("""
                        select reference, active, coalesce(held_fen, 0), coalesce(ends_on::text, '') from sandbox.control""")
                .query((row, n) -> atInstitutions.put(
                        row.getString(1),
                        new Held(row.getBoolean(2) ? "STANDS" : "GONE", row.getLong(3), row.getString(4))))
                .list();
        Map<String, Held> atCourt = new HashMap<>();
        court.sql("""
                        select 'measure:' || m.id, m.state, coalesce(m.actual_fen, 0), coalesce(m.ends_on::text, '')
                          from property.measure m
                         where m.kind in ('FREEZE', 'SEAL') and m.request_id is not null""")
                .query((row, n) ->
                        atCourt.put(row.getString(1), new Held(row.getString(2), row.getLong(3), row.getString(4))))
                .list();
        long standing = 0;
        for (Map.Entry<String, Held> each : atCourt.entrySet()) {
            Held there = atInstitutions.get(each.getKey());
            Held here = each.getValue();
            boolean stands = there != null && there.state().equals("STANDS");
            boolean agrees =
                    switch (here.state()) {
                        case "EFFECTIVE" ->
                            stands
                                    && there.held() == here.held()
                                    && there.until().equals(here.until());
                        case "WAITING" -> stands && there.held() == 0;
                        case "ORDERED" -> false;
                        default -> !stands;
                    };
            if (!agrees) {
                objections.add("%s: the court says %s, the institution %s".formatted(each.getKey(), here, there));
            }
            standing += stands ? 1 : 0;
        }
        figures.put("measures that stand", standing);
        atInstitutions.forEach((reference, held) -> {
            if (held.state().equals("STANDS") && !atCourt.containsKey(reference)) {
                objections.add("held at the institution, unknown to the court: " + reference);
            }
        });
    }

    private static long number(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
