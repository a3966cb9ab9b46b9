package cn.sunlit.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.StartCondition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** What must not start, and that it says all of it at once. */
@ExtendWith(PostgresTest.class)
class ProductionGateTest {

    @Test
    void 所有理由写在一句话里() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("one", (StartCondition) () -> List.of("甲", "乙"));
        beans.addBean("two", (StartCondition) () -> List.of("丙"));
        assertThatThrownBy(() ->
                        new ProductionGate(beans.getBeanProvider(StartCondition.class)).afterSingletonsInstantiated())
                .isInstanceOf(CannotStart.class)
                .hasMessage("不能正式运行：甲；乙；丙。");
        StaticListableBeanFactory well = new StaticListableBeanFactory();
        well.addBean("one", (StartCondition) List::of);
        new ProductionGate(well.getBeanProvider(StartCondition.class)).afterSingletonsInstantiated();
    }

    private static List<String> wiring(String... settings) {
        MockEnvironment environment = new MockEnvironment();
        for (int i = 0; i < settings.length; i += 2) {
            environment.setProperty(settings[i], settings[i + 1]);
        }
        return new Wiring(environment).unmet();
    }

    @Test
    void 没有加密不能对外开放() {
        assertThat(wiring()).singleElement().asString().contains("网页须加密");
        assertThat(wiring("server.address", "0.0.0.0")).hasSize(1);
        assertThat(wiring("server.forward-headers-strategy", "native"))
                .as("a proxy that is not named")
                .hasSize(1);
        assertThat(wiring("server.ssl.certificate", "c.pem", "server.ssl.enabled", "false"))
                .hasSize(1);
        assertThat(wiring("server.ssl.certificate", "c.pem")).isEmpty();
        assertThat(wiring("server.ssl.key-store", "k.p12")).isEmpty();
        assertThat(wiring("server.address", "127.0.0.1")).isEmpty();
        assertThat(wiring(
                        "server.forward-headers-strategy",
                        "native",
                        "server.tomcat.remoteip.internal-proxies",
                        "10\\.0\\.0\\.2"))
                .isEmpty();
    }

    @Test
    void 演示部件不能启用() {
        assertThat(wiring("server.address", "::1", "sunlit.sandbox.demo", "true"))
                .singleElement()
                .asString()
                .contains("演示部件不能启用", "sunlit.sandbox.demo");
        MockEnvironment both = new MockEnvironment();
        both.setActiveProfiles("production", "sandbox");
        assertThat(new Wiring(both).unmet().getFirst()).contains("运行方式 sandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T00:00:00Z, 2026-11-01T00:00:00Z, 2026-11-22T00:00:03Z, 2026-11-21T00:00:00Z, ''",
        "1970-01-01T00:00:00Z, 2026-11-01T00:00:00Z, 1970-01-01T00:00:00Z, , 不可信",
        "2077-01-01T00:00:00Z, 2026-11-01T00:00:00Z, 2077-01-01T00:00:00Z, , 不可信",
        "2026-11-22T00:00:00Z, 2026-11-01T00:00:00Z, 2026-11-22T00:00:00Z, 2026-12-01T00:00:00Z, 早于最后一条存证记录",
        "2026-11-22T00:00:00Z, 2026-11-01T00:00:00Z, 2026-11-22T08:00:00Z, , 与数据库的时间",
    })
    void 时钟要可信(Instant now, Instant built, Instant database, Instant lastAct, String says) {
        List<String> unmet = PlausibleClock.unmet(now, built, database, lastAct);
        if (says.isEmpty()) {
            assertThat(unmet).isEmpty();
        } else {
            assertThat(unmet).singleElement().asString().contains(says);
        }
    }

    @Test
    void 演示法院的数据库一眼认出(JdbcClient jdbc) {
        DemonstrationData data = new DemonstrationData(new WatchStore(jdbc));
        assertThat(data.unmet()).isEmpty();
        jdbc.sql("insert into sandbox.clock (only_row, ahead_millis) values (true, 0)")
                .update();
        assertThat(data.unmet()).singleElement().asString().contains("数据库是演示法院的");
        jdbc.sql("delete from sandbox.clock").update();
    }
}
