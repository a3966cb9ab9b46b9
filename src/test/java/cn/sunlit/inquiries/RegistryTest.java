package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Institutions as configuration: what is shipped, and a court's own file. */
class RegistryTest {

    private static final String GOOD = """
            institutions:
              - {code: GRAIN, name: 粮食收购企业, kind: GRAIN, channel: REGIONAL, person: true, organisation: true, actions: [FREEZE],
                 promisedMinutes: 60, parallel: 2, perMinute: 30, opens: "08:30", closes: "17:30", workingDaysOnly: true,
                 url: "https://grain.example/court", secretFile: grain.secret}
            """;

    @TempDir
    Path folder;

    @Test
    void 随产品提供三十四家联网单位_其余线下函查() {
        assertThat(Registry.shipped().institutions())
                .filteredOn(e -> !e.channel().equals("LETTER"))
                .hasSize(34);
        assertThat(Registry.shipped().institutions())
                .filteredOn(e -> e.channel().equals("LETTER"))
                .isNotEmpty()
                .allMatch(e -> e.actions().isEmpty());
    }

    @Test
    void 法院自己的文件增加一家() throws IOException {
        Files.writeString(folder.resolve("grain.secret"), "0123456789abcdef-secret\n");
        Registry all = Registry.shipped().with(Registry.read(file(GOOD)));
        assertThat(all.institutions())
                .hasSize(Registry.shipped().institutions().size() + 1)
                .last()
                .satisfies(e -> {
                    assertThat(e.secret()).isEqualTo("0123456789abcdef-secret");
                    assertThat(e.hours().zh()).isEqualTo("工作日 08:30—17:30");
                    assertThat(e.toString()).doesNotContain("0123456789abcdef");
                });
    }

    @Test
    void 同一代码取代随产品提供的那一家() throws IOException {
        Files.writeString(folder.resolve("grain.secret"), "0123456789abcdef-secret");
        Registry all =
                Registry.shipped().with(Registry.read(file(GOOD.replace("GRAIN, name: 粮食收购企业", "RCB, name: 浠水农商行"))));
        assertThat(all.institutions())
                .hasSameSizeAs(Registry.shipped().institutions())
                .anyMatch(e -> e.code().equals("RCB") && e.name().equals("浠水农商行") && e.parallel() == 2)
                .noneMatch(e -> e.name().equals("农村商业银行"));
    }

    @Test
    void 所有错误一次说清_指明第几项和哪一个设置() throws IOException {
        Path wrong = file("""
                institutions:
                  - {code: grain, name: 粮, kind: GRAIN, channel: EMAIL, person: 是, organisation: true, actions: [SELL],
                     promisedMinutes: 0, parallel: 65, perMinute: "30", opens: 8.30, closes: "07:00", url: "http://grain.example",
                     colour: red}
                  - {code: ICBC, name: 工商银行, kind: BANK, channel: NATIONAL, person: true, organisation: true, actions: [],
                     promisedMinutes: 1, parallel: 1, url: "https://bank.example", secretFile: missing}
                  - {code: ICBC, name: 又是工商银行, kind: BANK, channel: NATIONAL, person: true, organisation: true, actions: [],
                     promisedMinutes: 1, parallel: 1, opens: "17:00", closes: "09:00"}
                """);
        assertThatThrownBy(() -> Registry.read(wrong))
                .isInstanceOf(CannotStart.class)
                .hasMessageContainingAll(
                        "第1项（grain）的 colour 没有这个设置项",
                        "code 应为2至40个大写字母",
                        "name 应为2至40个字",
                        "channel 只能是 NATIONAL、REGIONAL 或者 LETTER",
                        "person 应为 true 或者 false",
                        "actions 只能是 FREEZE",
                        "promisedMinutes 应为1至86400的整数",
                        "parallel 应为1至64的整数",
                        "perMinute 应为1至60000的整数",
                        "opens 应为带引号的时刻",
                        "url 应为 https:// 开头",
                        "第1项（grain）的 secretFile 有 url 的须写明",
                        "第2项（ICBC）的 secretFile 文件“missing”无法读取",
                        "第3项（ICBC）的 code “ICBC”出现了两次",
                        "第3项（ICBC）的 closes 应晚于 opens");
    }

    @Test
    void 文件交换的单位_须有目录和格式_不能有网址_换密钥期间两把() throws IOException {
        Files.writeString(folder.resolve("old.secret"), "0123456789abcdef-old");
        Files.writeString(folder.resolve("new.secret"), "0123456789abcdef-new");
        String files = GOOD.replace("url: \"https://grain.example/court\", secretFile: grain.secret", "%s");
        Registry.Entry entry = Registry.read(
                        file(
                                files.formatted(
                                        "transport: FILES, folder: exchange/grain, format: XML, secretFile: old.secret, nextSecretFile: new.secret")))
                .institutions()
                .getFirst();
        assertThat(entry.transport()).isEqualTo(Transport.Kind.FILES);
        assertThat(entry.folder()).isEqualTo(folder.resolve("exchange/grain"));
        assertThat(entry.format()).isEqualTo("XML");
        assertThat(entry.nextSecret()).isEqualTo("0123456789abcdef-new");
        Path wrong = file(files.formatted("transport: FILES, url: \"https://grain.example\", format: XLS"));
        assertThatThrownBy(() -> Registry.read(wrong))
                .hasMessageContainingAll(
                        "folder FILES 须写明交换文件的目录",
                        "format FILES 须写明 CSV 或者 XML",
                        "url 只用于 HTTPS",
                        "secretFile 有 url 的须写明");
        Path mixed = file(files.formatted("transport: MAIL, folder: x, format: CSV, nextSecretFile: missing"));
        assertThatThrownBy(() -> Registry.read(mixed))
                .hasMessageContainingAll(
                        "transport 只能是 HTTPS 或者 FILES",
                        "folder 只用于 FILES",
                        "format 只用于 FILES",
                        "nextSecretFile 文件“missing”无法读取");
    }

    @Test
    void 名称重复_不是YAML_没有列表_文件不在() throws IOException {
        Files.writeString(folder.resolve("grain.secret"), "0123456789abcdef-secret");
        Registry same = Registry.read(file(GOOD.replace("粮食收购企业", "工商银行")));
        assertThatThrownBy(() -> Registry.shipped().with(same))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("名称都是“工商银行”");
        Path cut = file("institutions: [{code: A");
        assertThatThrownBy(() -> Registry.read(cut))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("不是有效的 YAML");
        Path twice = file("institutions: []\ninstitutions: []\n");
        assertThatThrownBy(() -> Registry.read(twice)).isInstanceOf(CannotStart.class);
        Path empty = file("banks: []");
        assertThatThrownBy(() -> Registry.read(empty))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("缺少 institutions 列表");
        assertThatThrownBy(() -> Registry.read(folder.resolve("none.yaml")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("无法读取");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("institutions.yaml"), text);
    }
}
