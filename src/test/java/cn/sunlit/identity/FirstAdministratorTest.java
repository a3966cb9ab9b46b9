package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Nobody could come in, or everybody could: both keep an installation from starting. */
@ExtendWith(PostgresTest.class)
class FirstAdministratorTest {

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    FirstAdministratorTest(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private FirstAdministrator with(String court, String password) {
        return IdentitySupport.firstAdministrator(jdbc, passwords, court, password);
    }

    @Test
    void 没有管理员也没有设立他的办法_以及演示密码() {
        jdbc.sql("delete from identity.staff").update();
        assertThat(with("", "").unmet()).singleElement().asString().contains("还没有任何工作人员");
        assertThat(with("鄂1125", "too short").unmet())
                .singleElement()
                .asString()
                .contains("至少 12 位");
        assertThat(with("没有", "long enough it is").unmet())
                .singleElement()
                .asString()
                .contains("不存在");
        assertThat(with("鄂1125", "long enough it is").unmet()).isEmpty();
        jdbc.sql("""
                insert into identity.staff (login, name, court, roles, phone, password, created_at)
                values ('judge', '甲', '鄂1125', '{OFFICER}', '', :password, now())""").param("password", passwords.encode("demo")).update();
        assertThat(with("", "").unmet()).singleElement().asString().contains("演示法院的人员和密码");
        jdbc.sql("delete from identity.staff").update();
    }
}
