package cn.sunlit.docket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The versions of the catalogue. The shipped one is read and validated when the program starts (a faulty one stops it) and
 * stored as a version; a case keeps the version it began with.
 */
@Component
class Catalogues {

    private final DocketStore store;
    private final Catalogue shipped;
    private final Map<Long, Catalogue> versions = new ConcurrentHashMap<>();

    Catalogues(DocketStore store, Clock clock) {
        this.store = store;
        String inner = text("nodes.yaml");
        String open = text("public-nodes.yaml");
        shipped = CatalogueReader.read(inner, open);
        store.addVersion(shipped, inner, open, clock.instant());
    }

    /** The catalogue this program ships. */
    Catalogue shipped() {
        return shipped;
    }

    /** The version with this key. */
    Catalogue version(long id) {
        return versions.computeIfAbsent(id, key -> {
            DocketStore.VersionText text = store.version(key);
            return text.hash().equals(shipped.hash()) ? shipped : CatalogueReader.read(text.inner(), text.open());
        });
    }

    static String text(String name) {
        try (InputStream in = Catalogues.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("缺少随产品发布的节点目录 " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
