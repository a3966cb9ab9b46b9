package cn.sunlit.publicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every thing, every audience: the whole table spelt out, and what a table must not say. */
class PublicityTest {

    private static final CourtCode COUNTY = new CourtCode("鄂1125");
    private static final CourtCode CITY = new CourtCode("鄂11");

    private final Publicity publicity = Publicity.ofProgram();

    /** 开=公开，否=不公开，其余为公开的条件：目=目录列明，效=控制生效，送=已送达，本=关于本人，阅=所涉可阅. */
    @ParameterizedTest(name = "{0}：申请执行人{1} 被执行人{2} 其他债权人{3} 社会公众{4} 监督{5} 上级{6} 检察{7}")
    @CsvSource({
        "STEP_DONE,           目, 目, 目, 目, 开, 开, 否",
        "STEP_TOLD_AT_START,  目, 目, 目, 目, 开, 开, 否",
        "STEP_OF_EVERY_CASE,  目, 目, 目, 否, 开, 开, 否",
        "STEP_OF_MONEY,       目, 目, 目, 否, 开, 开, 否",
        "STEP_CONCEALED,      否, 否, 否, 否, 开, 开, 否",
        "INNER_NODE,          否, 否, 否, 否, 开, 开, 否",
        "CLUE,                开, 否, 否, 否, 开, 开, 否",
        "ASSET,               开, 效, 否, 否, 开, 开, 否",
        "ASSET_REPORT,        开, 本, 否, 否, 开, 开, 否",
        "LIVE_PLAN,           开, 开, 否, 否, 开, 开, 否",
        "LIVE_PAYMENT,        否, 开, 否, 否, 开, 开, 否",
        "CEILING,             否, 否, 否, 否, 开, 开, 否",
        "OVER_CONTROL,        否, 开, 否, 否, 开, 开, 否",
        "MOVEMENT,            开, 开, 否, 否, 开, 开, 否",
        "PAYEE_ACCOUNT,       开, 本, 否, 否, 开, 开, 否",
        "PAYMENT_SLIP,        否, 开, 否, 否, 开, 开, 否",
        "NOTICE_TO_APPLICANT, 开, 送, 否, 否, 开, 开, 否",
        "DOCUMENT,            送, 送, 否, 否, 开, 开, 否",
        "ACT_OF_CASE,         开, 开, 否, 否, 开, 开, 否",
        "ACT_OF_NODE,         目, 目, 否, 否, 开, 开, 否",
        "ACT_OF_DOCUMENT,     阅, 阅, 否, 否, 开, 开, 否",
        "ACT_OF_LIST_TWO,     阅, 阅, 否, 否, 开, 开, 否",
        "READING_OF_DATA,     本, 本, 否, 否, 开, 开, 否",
        "OTHER_ACT,           否, 否, 否, 否, 开, 开, 否"
    })
    void 五方_五类_每种事项(Thing thing, String a, String b, String c, String d, String e, String f, String g) {
        List<String> cells = List.of(a, b, c, d, e, f, g);
        for (Audience who : Audience.values()) {
            String cell = cells.get(who.ordinal());
            Fact when =
                    switch (cell) {
                        case "目" -> Fact.NAMED;
                        case "效" -> Fact.IN_EFFECT;
                        case "送" -> Fact.SERVED;
                        case "本" -> Fact.OWN;
                        case "阅" -> Fact.READABLE;
                        default -> null;
                    };
            Set<Fact> all = EnumSet.allOf(Fact.class);
            Set<Fact> others = EnumSet.allOf(Fact.class);
            others.remove(when);
            assertThat(publicity.open(who, thing, all)).as("%s %s", who, thing).isEqualTo(!cell.equals("否"));
            assertThat(publicity.open(who, thing)).as("%s %s", who, thing).isEqualTo(cell.equals("开"));
            assertThat(publicity.open(who, thing, others))
                    .as("%s %s, all but the fact", who, thing)
                    .isEqualTo(cell.equals("开"));
        }
        assertThat(publicity.open(null, thing)).as("the court itself").isTrue();
    }

    @Test
    void 每种事项都在上面的表中() throws NoSuchMethodException {
        String[] rows = Arrays.stream(getClass().getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(CsvSource.class))
                .map(m ->
                        Objects.requireNonNull(m.getAnnotation(CsvSource.class)).value())
                .filter(v -> v.length > 12)
                .findFirst()
                .orElseThrow();
        assertThat(Arrays.stream(rows).map(r -> r.split(",")[0]).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Thing.values()).map(Thing::name).collect(Collectors.toSet()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "INNER_NODE            -          -          -         -      +           +        -        | 少一行",
                "CLUE                  +          -          -         -      +           +        -        | CLUE + - - - + +",
                "CLUE                  +          -          -         -      +           +        -        | CLUE SERVED - - - + + -",
                "CLUE                  +          -          -         -      +           +        -        | CLUE MAYBE - - - + + -",
                "CLUE                  +          -          -         -      +           +        -        | CLUE + - - - + + +",
                "act   CASE_FILED            ACT_OF_CASE                                                    | act CASE_FILED DOCUMENT",
                "act   CASE_FILED            ACT_OF_CASE                                                    | act CASE_CLOSED ACT_OF_CASE",
                "paper CLUE_REQUEST          NOTICE_TO_APPLICANT                                            | paper CLUE_REQUEST",
            })
    void 不成立的表不能启动(String line, String instead) throws IOException {
        String text = text();
        assertThat(text).contains(line.strip());
        String changed = text.replace(line.strip(), instead.equals("少一行") ? "" : instead);
        assertThatThrownBy(() -> new Publicity(changed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void 关上一类_其门也就关上() throws IOException {
        Actor above = staff(CITY, Role.SUPERVISOR);
        assertThat(publicity.mayView(above, UseCase.READ_FUNDS, COUNTY)).isTrue();
        Publicity shut = new Publicity(text().lines()
                .map(l -> l.matches("(MOVEMENT|PAYEE_ACCOUNT|PAYMENT_SLIP) .*") ? l.replaceAll("\\+( +)-$", "-$1-") : l)
                .collect(Collectors.joining("\n")));
        assertThat(shut.mayView(above, UseCase.READ_FUNDS, COUNTY)).isFalse();
        assertThat(shut.mayView(above, UseCase.READ_CASE, COUNTY)).isTrue();
        assertThat(shut.mayView(staff(COUNTY, Role.SUPERVISOR), UseCase.READ_FUNDS, COUNTY))
                .isTrue();
        assertThat(shut.mayView(staff(COUNTY, Role.OFFICER), UseCase.READ_FUNDS, COUNTY))
                .isTrue();
    }

    @Test
    void 以何种身份看() {
        assertThat(Publicity.audience(staff(COUNTY, Role.OFFICER), COUNTY)).isNull();
        assertThat(Publicity.audience(staff(CITY, Role.OFFICER), COUNTY)).isEqualTo(Audience.SUPERIOR_COURT);
        assertThat(Publicity.audience(staff(COUNTY, Role.SUPERVISOR), COUNTY)).isEqualTo(Audience.SUPERVISION);
        assertThat(Publicity.audience(staff(COUNTY, Role.PROCURATORATE), COUNTY))
                .isEqualTo(Audience.PROCURATORATE);
        Actor debtor = new Actor(
                Actor.Kind.PARTY,
                "party:1:respondent:2",
                "乙",
                COUNTY,
                Set.of(Role.RESPONDENT_PARTY),
                null,
                Set.of(new CaseId(1)));
        assertThat(Publicity.audience(debtor, COUNTY)).isEqualTo(Audience.RESPONDENT);
        assertThat(Publicity.side(debtor)).isEqualTo(Audience.RESPONDENT);
        assertThat(Publicity.side(staff(CITY, Role.OFFICER))).isNull();
    }

    @Test
    void the_committed_page_is_the_table() throws IOException {
        Path file = Path.of("docs/generated/publicity.md");
        StringBuilder page = new StringBuilder("""
                # 公开表（五五公开）

                本页由 `PublicityTest` 从 `publicity/publicity.txt` 生成（`-Dsunlit.docs=write`）：五方（当事人分两侧和其他债权人）看五类事项。代理人按其委托人
                一侧查看；办案法院自己的人员以[门禁表](doors.md)和[权限表](permissions.md)为准。门户、清单接口、告知和财产清单都问这一张表。

                """);
        page.append("| 类 | 事项 |");
        for (Audience who : Audience.values()) {
            page.append(" %s |".formatted(who.zh()));
        }
        page.append("\n|---|---|")
                .append("---|".repeat(Audience.values().length))
                .append('\n');
        for (Thing thing : Thing.values()) {
            page.append("| %s | %s |".formatted(thing.view().zh(), thing.zh()));
            for (Audience who : Audience.values()) {
                page.append(" %s |".formatted(publicity.inWords(who, thing)));
            }
            page.append('\n');
        }
        if ("write".equals(System.getProperty("sunlit.docs"))) {
            Files.writeString(file, page);
        }
        assertThat(file).as("run with -Dsunlit.docs=write").content().isEqualTo(page.toString());
    }

    private static Actor staff(CourtCode court, Role role) {
        return new Actor(Actor.Kind.STAFF, "x", "某", court, Set.of(role), null, Set.of());
    }

    private static String text() throws IOException {
        try (InputStream in = Objects.requireNonNull(Publicity.class.getResourceAsStream("publicity.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
