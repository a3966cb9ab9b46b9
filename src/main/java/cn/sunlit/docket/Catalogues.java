package cn.sunlit.docket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * A text that a court may begin with.
     *
     * @param key names it in a form
     */
    record Model(String key, String title, String inner, String open, Catalogue catalogue) {
        private static Model of(String key, String title, String suffix) {
            String inner = text("nodes%s.yaml".formatted(suffix));
            String open = text("public-nodes%s.yaml".formatted(suffix));
            return new Model(key, title, inner, open, CatalogueReader.read(inner, open));
        }
    }

    /** Read when somebody asks. */
    private static final class Models {
        private static final List<Model> ALL =
                List.of(Model.of("76", "随产品目录（76个节点）", ""), Model.of("54", "随产品简明目录（54个节点）", "-54"));
    }

    Catalogues(DocketStore store, Clock clock) {
        this.store = store;
        String inner = text("nodes.yaml");
        String open = text("public-nodes.yaml");
        shipped = CatalogueReader.read(inner, open);
        store.addVersion(shipped, inner, open, clock.instant());
    }

    /** The texts that are shipped: the first is in force where no court adopted another. */
    List<Model> models() {
        return Models.ALL;
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

    Optional<Catalogue> find(long id) {
        return store.findVersion(id).map(text -> version(id));
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
