package cn.sunlit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of permissions as a page, made from the code and compared with what is committed. */
class PermissionsPageTest {

    private static final Path PAGE = Path.of("docs/generated/permissions.md");

    @Test
    void the_committed_table_is_the_one_in_the_code() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("sunlit.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("run with -Dsunlit.docs=write").exists();
        assertThat(Files.readString(PAGE))
                .as("docs/generated/permissions.md differs from the code: run this test with -Dsunlit.docs=write")
                .isEqualTo(page);
    }

    @Test
    void the_committed_doors_are_the_ones_in_the_table() throws IOException {
        Path doors = Path.of("docs/generated/doors.md");
        StringBuilder page = new StringBuilder("""
                # 门禁表

                本页由 `PermissionsPageTest` 从 `identity/doors.txt` 和 `UseCase` 生成（`-Dsunlit.docs=write`）；`DoorTableTest` 让每个角色（本院、
                邻院、上级法院）、每方当事人、各类系统和未登录者叩每个地址，与本表比较。未列入的地址一律不开放。查阅类及于本院和下级法院，办理类限于本院。

                | 地址 | 事项 | 及于 | 角色 | 第二人 |
                |---|---|---|---|---|
                """);
        for (Door d : new DoorTable().all()) {
            page.append("| `%s %s` | %s | %s | %s | %s |\n"
                    .formatted(
                            d.method(),
                            d.address(),
                            d.guarded(),
                            d.where().zh(),
                            d.roles().stream().map(Role::zh).collect(Collectors.joining("、")),
                            d.second()));
        }
        if ("write".equals(System.getProperty("sunlit.docs"))) {
            Files.writeString(doors, page);
        }
        assertThat(doors).as("run with -Dsunlit.docs=write").exists();
        assertThat(Files.readString(doors))
                .as("docs/generated/doors.md differs from the table: run this test with -Dsunlit.docs=write")
                .isEqualTo(page.toString());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # 谁可以做什么

                本页由 `PermissionsPageTest` 从 `UseCase` 生成（`-Dsunlit.docs=write`）。查阅类及于本院和下级法院；办理类限于本院（监督人员和业务系统可及于下级法院）；
                须第二人办理的，系统账号不能代替，提出人也不能自己审批。当事人只及于自己的案件。

                | 事项 | 代码 | 范围 | 角色 |
                |---|---|---|---|
                """);
        for (UseCase u : UseCase.values()) {
            page.append("| %s | `%s` | %s | %s |\n"
                    .formatted(
                            u.zh(),
                            u.name(),
                            u.kind().zh(),
                            u.roles().stream().map(Role::zh).collect(Collectors.joining("、"))));
        }
        return page.toString();
    }
}
