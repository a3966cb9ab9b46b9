package cn.sunlit.docket;

import cn.sunlit.docket.NodeSpec.Timing;
import cn.sunlit.docket.NodeSpec.Variant;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.publicity.Audience;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.StatuteBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a court may not change when it adapts the shipped catalogue: the law's periods, what the program's acts rely on, what must
 * be told and what must not be told too early. Pure: two catalogues in, refusals with their articles out.
 */
final class CatalogueRules {

    private static final String PERIODS_85 = StatuteBook.cite("民事诉讼法", "2024-01-01", 85);
    private static final String HOUSE = "产品口径，法律未规定";
    private static final String OPENNESS = "最高人民法院关于人民法院执行流程公开的若干意见第3条";

    /** What the closing of a case is checked against ({@code cases/Closing}), and the steps that lead into it. */
    private static final Set<String> INDISPENSABLE =
            Set.of("A02", "A03", "A06", "A07", "B01", "B02", "C01", "C02", "C07", "G02", "I01", "I02", "I03");

    private final Catalogue court;
    private final Catalogue shipped;
    private final List<Refusal> refusals = new ArrayList<>();

    private CatalogueRules(Catalogue court, Catalogue shipped) {
        this.court = court;
        this.shipped = shipped;
    }

    static List<Refusal> refuse(Catalogue court, Catalogue shipped) {
        CatalogueRules rules = new CatalogueRules(court, shipped);
        rules.vocabulary();
        rules.indispensable();
        for (NodeSpec node : court.nodes().values()) {
            if (shipped.has(node.code())) {
                NodeSpec model = shipped.node(node.code());
                rules.period(node, model);
                rules.act(node, model);
                rules.secrecy(node, model);
                rules.openness(node, model);
            } else {
                rules.own(node);
            }
        }
        return List.copyOf(rules.refusals);
    }

    @Law(id = "QX-40", statute = "民事诉讼法", edition = "2024-01-01", article = 85, text = "期间包括法定期间和人民法院指定的期间。")
    private void period(NodeSpec node, NodeSpec model) {
        Authority authority = model.due().authority();
        String law = String.join("；", model.law());
        if (authority == Authority.STATUTORY || authority == Authority.JUDICIAL_POLICY) {
            if (node.due().authority() != authority) {
                refuse("QX-40", law, node, "期限来自%s，级别不能改".formatted(authority.zh()));
            }
            if (departs(node.due().period(), model.due().period(), model.due().reference() != null)) {
                refuse(
                        "QX-40",
                        PERIODS_85 + "；" + law,
                        node,
                        "%s期限是%s，不能%s为%s"
                                .formatted(
                                        authority.zh(),
                                        model.due().display(),
                                        model.due().reference() == null ? "延长" : "缩短",
                                        node.due().display()));
            }
        }
        for (Variant special : model.variants()) {
            if (special.authority() != Authority.LOCAL_PRACTICE
                    && special.authority() != Authority.DESIGN_DEFAULT
                    && !node.variants().contains(special)) {
                refuse("QX-40", PERIODS_85 + "；" + law, node, "缺少或者改动了特殊期限（%s）".formatted(special.display()));
            }
        }
    }

    /** @param backward whether the period is a least distance before an event */
    private static boolean departs(@Nullable Period own, @Nullable Period law, boolean backward) {
        if (law == null) {
            return false;
        }
        if (own == null) {
            return true;
        }
        if (own.unit() == law.unit()) {
            return backward ? own.value() < law.value() : own.value() > law.value();
        }
        return backward ? days(own, false) < days(law, true) : days(own, true) > days(law, false);
    }

    /** How many days a period lasts at most or at least; working days at most by the longest holidays. */
    private static long days(Period period, boolean most) {
        long n = period.value();
        return switch (period.unit()) {
            case HOUR -> most ? (n + 23) / 24 : n / 24;
            case NATURAL_DAY -> n;
            case WORKING_DAY -> most ? 2 * n + 14 : n;
            case MONTH -> n * (most ? 31 : 28);
            case YEAR -> n * (most ? 366 : 365);
        };
    }

    @Practice(id = "QX-41", text = "结案、终本条件所核对的节点，以及法定必经节点，本院目录不能缺少，也不能改为视情形适用")
    private void indispensable() {
        Set<String> wanted = new TreeSet<>(INDISPENSABLE);
        shipped.nodes().values().stream()
                .filter(n -> n.always() && n.due().authority() == Authority.STATUTORY)
                .map(NodeSpec::code)
                .forEach(wanted::add);
        for (String code : wanted) {
            NodeSpec model = shipped.node(code);
            String law = String.join("；", model.law());
            if (!court.has(code)) {
                refusals.add(new Refusal("QX-41", law, "缺少节点%s（%s），不能结案".formatted(code, model.name())));
            } else if (model.always() && !court.node(code).always()) {
                refuse("QX-41", law, model, "每案必经，不能改为视情形适用");
            }
        }
    }

    @Practice(id = "QX-42", text = "程序办结的节点，其标识、阶段、起算事件、参考事件和可否重复由程序决定，本院目录不能改；本院自设节点另用代码")
    private void act(NodeSpec node, NodeSpec model) {
        same(node, "标识", node.identifier(), model.identifier());
        same(node, "阶段", node.stage(), model.stage());
        same(node, "起算事件", node.startEvent(), model.startEvent());
        same(node, "参考事件", node.due().reference(), model.due().reference());
        same(node, "可否重复", node.repeatable() ? "可" : "否", model.repeatable() ? "可" : "否");
    }

    private void same(NodeSpec node, String what, @Nullable String own, @Nullable String wanted) {
        if (!Objects.equals(own, wanted)) {
            refuse(
                    "QX-42",
                    HOUSE,
                    node,
                    "%s由程序决定，应为“%s”，不能改为“%s”".formatted(what, wanted == null ? "无" : wanted, own == null ? "无" : own));
        }
    }

    private void own(NodeSpec node) {
        char letter = shipped.nodes().values().stream()
                .filter(n -> n.stage().equals(node.stage()))
                .map(n -> n.code().charAt(0))
                .findFirst()
                .orElse('?');
        if (node.code().charAt(0) != letter) {
            refuse("QX-42", HOUSE, node, "代码应以%s开头，与所在阶段一致".formatted(letter));
        }
        if (shipped.nodes().values().stream().anyMatch(n -> n.identifier().equals(node.identifier()))) {
            refuse("QX-42", HOUSE, node, "标识%s属于程序的另一节点".formatted(node.identifier()));
        }
    }

    @Practice(id = "QX-43", text = "随产品目录规定实施后才公开的措施，本院不能提前公开，也不能扩大公开对象；合议节点不公开")
    private void secrecy(NodeSpec node, NodeSpec model) {
        if (model.timing() == Timing.AFTER_EXECUTION
                && node.timing() != Timing.AFTER_EXECUTION
                && node.timing() != Timing.NEVER) {
            refuse(
                    "QX-43",
                    HOUSE,
                    node,
                    "实施后才能公开，不能改为“%s”".formatted(node.timing().zh()));
        }
        if (model.timing() == Timing.NEVER && model.role().equals("COLLEGIAL_PANEL") && node.timing() != Timing.NEVER) {
            refuse("QX-43", HOUSE, node, "合议内容不能公开");
        }
        if (model.timing() == Timing.AFTER_EXECUTION && node.publicNode() != null && model.publicNode() != null) {
            Set<Audience> more = EnumSet.noneOf(Audience.class);
            more.addAll(court.publicNode(node.publicNode()).audienceOf(node.code()));
            more.removeAll(shipped.publicNode(model.publicNode()).audienceOf(model.code()));
            more.forEach(a -> refuse("QX-43", HOUSE, node, "不能增加公开对象“%s”".formatted(a.zh())));
        }
    }

    @Practice(id = "QX-44", text = "每案必经且随产品公开的节点，当事人有权获知，本院不能改为内部节点")
    private void openness(NodeSpec node, NodeSpec model) {
        if (model.always() && model.publicNode() != null && node.publicNode() == null) {
            refuse("QX-44", OPENNESS, node, "当事人有权获知，不能改为内部节点");
        }
    }

    @Practice(id = "QX-45", text = "目录的阶段、角色、起算事件和参考事件以程序认得的为限；起算事件须全部声明")
    private void vocabulary() {
        known("角色", court.roles().keySet(), shipped.roles().keySet());
        known("阶段", court.stages().keySet(), shipped.stages().keySet());
        known("起算事件", court.startEvents().keySet(), shipped.startEvents().keySet());
        known("参考事件", court.references().keySet(), shipped.references().keySet());
        for (String event : shipped.startEvents().keySet()) {
            if (!court.startEvents().containsKey(event)) {
                refusals.add(new Refusal("QX-45", HOUSE, "起算事件%s没有声明，程序发出时无从起算".formatted(event)));
            }
        }
        for (PublicSpec own : court.publicNodes().values()) {
            PublicSpec model = shipped.publicNodes().get(own.code());
            if (model != null && !model.identifier().equals(own.identifier())) {
                refusals.add(new Refusal(
                        "QX-45", HOUSE, "公开节点%s的标识应为%s；另设公开节点请用新代码".formatted(own.code(), model.identifier())));
            }
        }
    }

    private void known(String what, Collection<String> own, Collection<String> known) {
        own.stream()
                .filter(word -> !known.contains(word))
                .forEach(word -> refusals.add(new Refusal("QX-45", HOUSE, "%s“%s”程序不认得".formatted(what, word))));
    }

    private void refuse(String rule, String law, NodeSpec node, String because) {
        refusals.add(new Refusal(rule, law, "节点%s（%s）：%s".formatted(node.code(), node.name(), because)));
    }
}
