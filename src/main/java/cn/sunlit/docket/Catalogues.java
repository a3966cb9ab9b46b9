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
    private final Map<OfKind, Catalogue> ofKinds = new ConcurrentHashMap<>();

    private record OfKind(long version, String kind) {}

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

    /** What a case follows: the version that it began with, with the periods of its kind. */
    Catalogue of(DocketStore.Head head) {
        String kind = head.kind();
        return kind == null
                ? version(head.versionId())
                : ofKinds.computeIfAbsent(
                        new OfKind(head.versionId(), kind),
                        key -> version(key.version()).forCase(key.kind()));
    }

    /**
     * Whether a version follows this node. A court's own may leave out what another one follows; the acts of the program stay
     * the same and leave no node then.
     *
     * @throws IllegalArgumentException for a node of which the program has never heard either
     */
    boolean follows(Catalogue catalogue, String code) {
        if (!catalogue.has(code) && !shipped.has(code)) {
            throw new IllegalArgumentException("目录中没有节点 " + code);
        }
        return catalogue.has(code);
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
