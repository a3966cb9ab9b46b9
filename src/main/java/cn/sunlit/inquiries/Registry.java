package cn.sunlit.inquiries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The institutions that the program ships with, read from {@code institutions.yaml}. */
record Registry(List<Entry> institutions) {

    /** One institution as the file names it. */
    record Entry(
            String code,
            String name,
            String kind,
            String channel,
            boolean person,
            boolean organisation,
            List<Order.Action> actions,
            int promisedMinutes,
            int parallel) {}

    static Registry shipped() {
        try (InputStream file = Objects.requireNonNull(Registry.class.getResourceAsStream("institutions.yaml"))) {
            return YAMLMapper.builder().build().readValue(file, Registry.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
