package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.inquiries.Wire.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of docs/institutions.md is read by the program itself: who follows the guide adds an institution. */
class InstitutionsGuideTest {

    private static final String GUIDE = guide();

    @TempDir
    Path folder;

    private static String guide() {
        try {
            return Files.readString(Path.of("docs/institutions.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> examples(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(GUIDE)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    @Test
    void 说明中的每份配置都能增加第三十五家() throws IOException {
        Files.writeString(folder.resolve("grain.secret"), "0123456789abcdef-example");
        Files.writeString(folder.resolve("grain-2027.secret"), "fedcba9876543210-example");
        List<String> configurations = examples("yaml").stream()
                .filter(e -> e.startsWith("institutions:"))
                .toList();
        assertThat(configurations).hasSize(3);
        for (String each : configurations) {
            Path file = Files.writeString(folder.resolve("institutions.yaml"), each);
            Registry.Entry added =
                    Registry.shipped().with(Registry.read(file)).institutions().getLast();
            assertThat(added.code()).isEqualTo("GRAIN");
            assertThat(added.secret()).isNotEmpty();
            assertThat(added.url() != null)
                    .isEqualTo(added.transport() == Transport.Kind.HTTPS)
                    .isNotEqualTo(folder.resolve("exchange/grain").equals(added.folder()));
        }
    }

    @Test
    void 三种写法的同一反馈读出同样的财产() throws Exception {
        byte[] json = examples("json").getFirst().getBytes(StandardCharsets.UTF_8);
        byte[] csv = examples("csv").getFirst().getBytes(StandardCharsets.UTF_8);
        byte[] xml = examples("xml").getFirst().getBytes(StandardCharsets.UTF_8);
        List<FoundAsset> found = found(json);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().controls()).hasSize(1);
        assertThat(found(Wire.JSON.writeValueAsBytes(new CsvFormat().read(csv).getFirst())))
                .isEqualTo(found);
        assertThat(found(Wire.JSON.writeValueAsBytes(new XmlFormat().read(xml).getFirst())))
                .isEqualTo(found);
    }

    private static final byte[] ASKED = Wire.query(
            "1f0c8c0e-6f5b-4a53-9d0b-0c8f7c1a2b3d",
            "鄂1125",
            "（2026）鄂1125执1号",
            true,
            "乙",
            "110101199003077715",
            "协助查询通知书");

    private static List<FoundAsset> found(byte[] answer) {
        assertThat(Wire.read(ASKED, answer, AssetKinds.shipped())).isInstanceOf(Reading.Found.class);
        return ((Reading.Found) Wire.read(ASKED, answer, AssetKinds.shipped())).assets();
    }

    @Test
    void 没有财产的一行也读得出() throws Exception {
        byte[] nothing = examples("csv").get(1).getBytes(StandardCharsets.UTF_8);
        assertThat(found(Wire.JSON.writeValueAsBytes(
                        new CsvFormat().read(nothing).getFirst())))
                .isEmpty();
    }

    @Test
    void 法院的请求文件正是程序所写的() throws Exception {
        String written = new String(new CsvFormat().write(List.of(Wire.JSON.readTree(ASKED))), StandardCharsets.UTF_8);
        assertThat(examples("csv").get(2)).isEqualTo(written.replace("\r\n", "\n"));
    }

    @Test
    void 说明中的签名和密钥编号正是程序所算的() {
        byte[] secret = "0123456789abcdef-example".getBytes(StandardCharsets.UTF_8);
        byte[] body = "{\"requestId\":\"none\"}".getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.of(secret, Inbox.PATH, Instant.parse("2026-03-02T09:00:00Z"), "a1b2c3d4", body);
        assertThat(GUIDE).contains("# " + signature.value() + "\n", "# " + Signature.keyId(secret) + "\n");
    }
}
