package cn.sunlit.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Filed;
import cn.sunlit.docket.PublicNodeChanged;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.publicity.Audience;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Each change is told once to everybody to whom it may be told, to nobody else, and goes by one SMS. */
@SunlitTest
class NoticesTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor CLERK =
            new Actor(Actor.Kind.STAFF, "filing", "立案员", COURT, Set.of(Role.FILING_CLERK), null, Set.of());

    @Autowired
    Cases cases;

    @Autowired
    Pusher pusher;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    /** Two applicants, one with an agent, and a respondent with one: five people in a case. */
    private Filed filed(long seed, int n) {
        String phone = "18%03d%03d".formatted(seed % 1000, n);
        return cases.file(CLERK, cases.read(JsonMapper.shared().readTree("""
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初92号"},
                 "applicants":[{"kind":"PERSON","name":"甲某","phone":"%1$s001","agent":{"name":"代某","phone":"%1$s002"}},
                               {"kind":"PERSON","name":"乙某","phone":"%1$s003"}],
                 "respondents":[{"kind":"PERSON","name":"丙某","phone":"%1$s004","agent":{"name":"理某","phone":"%1$s005"}}],
                 "obligations":[{"kind":"CONDUCT","description":"交付车辆"}]}""".formatted(phone))));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {20261122, 7})
    void 任意变化_任意对象_三个进程同时推送_每人每事恰好一次(long seed) throws Exception {
        Random random = new Random(seed);
        List<Filed> files = List.of(filed(seed, 1), filed(seed, 2), filed(seed, 3));
        Map<String, Set<Audience>> told = new HashMap<>();
        List<PublicNodeChanged> changes = new ArrayList<>();
        LocalDate today = LocalDate.now(clock);
        for (int i = 0; i < 150; i++) {
            Filed file = files.get(random.nextInt(files.size()));
            EnumSet<Audience> audience = EnumSet.noneOf(Audience.class);
            for (Audience each : Audience.values()) {
                if (random.nextBoolean()) {
                    audience.add(each);
                }
            }
            String instance = "random:%d:%d".formatted(seed, i);
            told.put(instance, audience);
            changes.add(new PublicNodeChanged(
                    file.id(),
                    COURT,
                    "P%02d".formatted(1 + random.nextInt(23)),
                    "环节",
                    "X" + i,
                    "步骤账号6222000011112222",
                    today.minusDays(random.nextInt(4)),
                    audience,
                    random.nextBoolean(),
                    today.plusDays(random.nextInt(3) - 1),
                    instance));
        }
        try (ExecutorService pushers = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 3; i++) {
                pushers.execute(() -> {
                    for (int round = 0; round < 40; round++) {
                        pusher.runDue();
                    }
                });
            }
            for (int i = 0; i < changes.size(); ) {
                int to = Math.min(changes.size(), i + 1 + random.nextInt(8));
                List<PublicNodeChanged> some = changes.subList(i, to);
                boolean fails = random.nextInt(4) == 0;
                if (fails) {
                    assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                                some.forEach(events::publishEvent);
                                throw new IllegalStateException("the act fails");
                            }))
                            .hasMessage("the act fails");
                }
                transaction.executeWithoutResult(status -> some.forEach(events::publishEvent));
                if (random.nextBoolean()) {
                    transaction.executeWithoutResult(status -> some.forEach(events::publishEvent));
                }
                i = to;
            }
        }
        jdbc.sql("update notices.notice set sms_from = told_at where sms = 'WAITING'")
                .update();
        while (pusher.runDue() > 0) {
            // until nothing waits
        }

        record Got(String instance, Audience audience, long recipients) {}
        List<Got> got = jdbc.sql("""
                        select instance, audience, count(*) as recipients from notices.notice
                        where instance like :ours group by 1, 2""")
                .param("ours", "random:" + seed + ":%")
                .query((r, n) -> new Got(r.getString(1), Audience.valueOf(r.getString(2)), r.getLong(3)))
                .list();
        Map<String, Set<Audience>> reached = new HashMap<>();
        told.keySet().forEach(instance -> reached.put(instance, EnumSet.noneOf(Audience.class)));
        got.forEach(g -> {
            reached.get(g.instance()).add(g.audience());
            assertThat(g.recipients()).as(g.toString()).isEqualTo(g.audience() == Audience.APPLICANT ? 3 : 2);
        });
        told.values().forEach(set -> set.retainAll(EnumSet.of(Audience.APPLICANT, Audience.RESPONDENT)));
        assertThat(reached)
                .as("each to all whom it may be told to, to nobody else")
                .isEqualTo(told);

        // Each notice went by exactly one SMS, and each SMS carries only what is this person's.
        assertThat(jdbc.sql("select count(*) from notices.notice where instance like 'random:%' and sms <> 'GIVEN'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                        select count(*) from notices.notice n
                        left join messages.message m on m.dedupe_key = n.sms_key
                        where n.instance like 'random:%' and (m.id is null or m.case_id <> n.case_id or m.recipient <> n.recipient_name)""").query(Long.class).single()).isZero();
        assertThat(jdbc.sql(
                                "select count(*) from messages.message where text like '%22220000%' or text like '%00001111%'")
                        .query(Long.class)
                        .single())
                .as("numbers of accounts are masked")
                .isZero();
    }

    @Test
    void 推送中途停止_重新来过_不多不少() {
        Filed file = filed(99, 9);
        for (int kill = 0; kill < 3; kill++) {
            transaction.executeWithoutResult(status -> {
                pusher.runDue();
                status.setRollbackOnly();
            });
        }
        while (pusher.runDue() > 0) {
            // until nothing waits
        }
        assertThat(jdbc.sql("select count(*) from messages.message where case_id = :id and dedupe_key like 'notice:%'")
                        .param("id", file.id().value())
                        .query(Long.class)
                        .single())
                .as("one SMS for each of five people")
                .isEqualTo(5);
    }

    @Test
    void 已经告知的内容_数据库拒绝改动() {
        Filed file = filed(98, 8);
        assertThatThrownBy(() -> jdbc.sql("update notices.notice set words = '改了' where case_id = :id")
                        .param("id", file.id().value())
                        .update())
                .hasMessageContaining("不能改动");
    }
}
