package cn.sunlit.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.session.Session;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the program is made of, by the bill of materials that the build writes into it: ./test makes it before the tests, the
 * inner loop without the network goes without. Which versions are known to be faulty is the enforcer's list in pom.xml.
 */
class SupplyChainTest {

    private static final Path BILL = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** May be shipped together with a program under Apache-2.0. */
    private static final Set<String> COMPATIBLE = Set.of(
            "Apache-2.0", "MIT", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-2.0", "Bouncy Castle Licence");

    /** Its description names a licence that nobody knows, the library itself bears the Apache License. */
    private static final String MISNAMED = "org.springframework.session";

    @Test
    void 每个组件的许可证都可以随程序分发_且不用未定的版本() throws IOException {
        assumeThat(BILL).as("written by ./test and ./run").exists();
        JsonNode components =
                JsonMapper.shared().readTree(Files.readString(BILL)).path("components");
        assertThat(components.size()).isGreaterThan(100);
        List<String> strange = new ArrayList<>();
        for (JsonNode component : components) {
            String name = "%s:%s:%s"
                    .formatted(
                            component.path("group").asString(),
                            component.path("name").asString(),
                            component.path("version").asString());
            List<String> licences = licences(component);
            if (licences.stream().noneMatch(COMPATIBLE::contains) && !name.startsWith(MISNAMED + ":")) {
                strange.add(name + " " + licences);
            }
            if (name.endsWith("-SNAPSHOT") || component.path("hashes").isEmpty()) {
                strange.add(name + " has no fixed content");
            }
        }
        assertThat(strange).isEmpty();
    }

    private static List<String> licences(JsonNode component) {
        List<String> all = new ArrayList<>();
        for (JsonNode each : component.path("licenses")) {
            JsonNode licence = each.path("license");
            all.add(
                    each.has("expression")
                            ? each.path("expression").asString()
                            : licence.path(licence.has("id") ? "id" : "name").asString());
        }
        return all;
    }

    @Test
    void 许可证名称有误的组件自带阿帕奇许可证() throws IOException {
        try (var licence = Session.class.getResourceAsStream("/META-INF/LICENSE.txt")) {
            assertThat(licence).isNotNull();
            assertThat(new String(licence.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Apache License");
        }
    }
}
