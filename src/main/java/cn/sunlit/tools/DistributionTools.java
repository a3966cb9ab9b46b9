package cn.sunlit.tools;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Distribution;
import cn.sunlit.statutes.Explanation;
import com.fasterxml.jackson.annotation.JsonCreator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The distribution of proceeds, open to everyone. */
@Tag(name = "工具")
@RestController
@RequestMapping("/api/tools")
class DistributionTools {

    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_NAME = 200;

    /** A cost, as a bare amount {@code "6000.00"} or with its name {@code {"name":"评估费","amount":"6000.00"}}. */
    @Schema(type = "string", description = "费用的金额；也可以写成对象 {\"name\":\"评估费\",\"amount\":\"6000.00\"}")
    record Cost(@Nullable String name, Money amount) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Cost of(Object raw) {
            if (raw instanceof Map<?, ?> map) {
                Object name = map.get("name") == null ? map.get("creditor") : map.get("name");
                Object amount = map.get("amount") == null ? map.get("claim") : map.get("amount");
                if (amount == null) {
                    throw new IllegalArgumentException("请填写费用的金额（amount）");
                }
                return new Cost(name == null ? null : String.valueOf(name), Money.parse(String.valueOf(amount)));
            }
            return new Cost(null, Money.parse(String.valueOf(raw)));
        }
    }

    /**
     * @param adjudicated whether a title confirms the claim; left out: yes
     * @param disputed how much of the share a suit on the plan is about
     */
    record Creditor(
            @Nullable String creditor,
            @Nullable Money claim,
            @Nullable Integer seizureRank,
            @Nullable Boolean adjudicated,
            @Nullable Money disputed) {}

    @Schema(
            example =
                    "{\"proceeds\":\"100000.00\",\"costs\":[\"6000.00\"],\"preferred\":[{\"creditor\":\"抵押权人\",\"claim\":\"40000.00\"}],\"ordinary\":[{\"creditor\":\"甲某\",\"claim\":\"80000.00\",\"seizureRank\":1},{\"creditor\":\"丙某\",\"claim\":\"20000.00\",\"seizureRank\":2}],\"rule\":\"PROPORTIONAL\"}")
    record Question(
            @Nullable Money proceeds,
            @Nullable List<@Nullable Cost> costs,
            @Nullable List<@Nullable Creditor> preferred,
            @Nullable List<@Nullable Creditor> ordinary,
            Distribution.@Nullable Rule rule,
            @Nullable List<@Nullable Creditor> medical,
            @Nullable List<@Nullable Creditor> restitution,
            @Nullable Money fine,
            @Nullable Money confiscation) {

        boolean criminal() {
            return medical != null || restitution != null || fine != null || confiscation != null;
        }
    }

    /**
     * @param reserved set aside until the claim is adjudicated
     * @param escrowed deposited until the suit on the plan is decided
     */
    record Line(
            String creditor,
            Money paid,
            Distribution.Kind kind,
            Money claim,
            Money unsatisfied,
            Money reserved,
            Money escrowed) {}

    record Answer(List<Line> lines, Money refund, List<Explanation> explanations, List<String> law) {}

    @Operation(
            summary = "案款分配",
            description =
                    "先付费用，再付优先债权，普通债权按比例（PROPORTIONAL）或者按查封顺序（SEIZURE_ORDER）受偿；填写了 medical、restitution、fine 或 confiscation 的按刑民交叉的顺序；分到分，一分不差。")
    @PostMapping("/distribution")
    Answer distribution(@RequestBody Question q) {
        Input input = new Input();
        Money proceeds = input.required("proceeds", q.proceeds(), Money.ZERO);
        List<Distribution.Claim> costs = new ArrayList<>();
        List<@Nullable Cost> givenCosts = few(input, "costs", q.costs());
        for (int i = 0; i < givenCosts.size(); i++) {
            Cost c = givenCosts.get(i);
            if (c == null) {
                input.refuse("costs[" + i + "]", "请填写费用的金额");
            } else {
                costs.add(Distribution.Claim.of(c.name() == null ? "费用" + (i + 1) : c.name(), c.amount()));
            }
        }
        List<Distribution.Claim> preferred = claims(input, "preferred", q.preferred());
        List<Distribution.Claim> ordinary = claims(input, "ordinary", q.ordinary());
        Distribution.Rule rule = q.rule() == null ? Distribution.Rule.PROPORTIONAL : q.rule();
        if (rule == Distribution.Rule.SEIZURE_ORDER) {
            for (int i = 0; i < ordinary.size(); i++) {
                if (ordinary.get(i).seizureRank() == 0) {
                    input.refuse("ordinary[" + i + "].seizureRank", "按查封顺序清偿的，须填写查封顺位（从1起）");
                }
            }
        }
        List<Distribution.Claim> medical = claims(input, "medical", q.medical());
        List<Distribution.Claim> restitution = claims(input, "restitution", q.restitution());
        if (q.criminal() && rule == Distribution.Rule.SEIZURE_ORDER) {
            input.refuse("rule", "同时承担刑事责任的，其他民事债务按比例受偿，不按查封顺序");
        }
        if (input.isClean() && !q.criminal() && costs.isEmpty() && preferred.isEmpty() && ordinary.isEmpty()) {
            input.refuse("ordinary", "请至少填写一项费用或债权");
        }
        input.check();
        Distribution.Plan plan = Input.on(
                "proceeds",
                () -> q.criminal()
                        ? Distribution.criminal(
                                proceeds,
                                costs,
                                medical,
                                preferred,
                                restitution,
                                ordinary,
                                q.fine() == null ? Money.ZERO : q.fine(),
                                q.confiscation() == null ? Money.ZERO : q.confiscation())
                        : Distribution.plan(proceeds, costs, preferred, ordinary, rule));
        return new Answer(
                plan.lines().stream()
                        .map(l -> new Line(
                                l.creditor(),
                                l.paid(),
                                l.kind(),
                                l.claim(),
                                l.unsatisfied(),
                                l.reserved(),
                                l.escrowed()))
                        .toList(),
                plan.refund(),
                plan.explanations(),
                plan.explanations().stream().map(Explanation::law).distinct().toList());
    }

    private static List<Distribution.Claim> claims(
            Input input, String field, @Nullable List<@Nullable Creditor> given) {
        List<Distribution.Claim> claims = new ArrayList<>();
        List<@Nullable Creditor> few = few(input, field, given);
        for (int i = 0; i < few.size(); i++) {
            Creditor c = few.get(i);
            String at = field + "[" + i + "].";
            String name = input.required(at + "creditor", c == null ? null : c.creditor(), "—");
            Money amount = input.required(at + "claim", c == null ? null : c.claim(), Money.ZERO);
            Integer rank = c == null ? null : c.seizureRank();
            if (name.isBlank()) {
                input.refuse(at + "creditor", "债权人名称不能为空");
            } else if (name.length() > MAX_NAME) {
                input.refuse(at + "creditor", "债权人名称不能超过%d个字".formatted(MAX_NAME));
            } else if (c != null && c.claim() != null && amount.isZero()) {
                input.refuse(at + "claim", "债权金额应大于零");
            } else if (rank != null && rank < 1) {
                input.refuse(at + "seizureRank", "查封顺位从1起");
            } else {
                Money disputed = c == null || c.disputed() == null ? Money.ZERO : c.disputed();
                if (disputed.compareTo(amount) > 0) {
                    input.refuse(at + "disputed", "有争议的数额不能超过债权");
                    continue;
                }
                boolean adjudicated = c == null || !Boolean.FALSE.equals(c.adjudicated());
                claims.add(new Distribution.Claim(name, amount, rank == null ? 0 : rank, adjudicated, disputed));
            }
        }
        return claims;
    }

    /** No list at all is an empty one; one of more than any case has is refused whole. */
    private static <T> List<@Nullable T> few(Input input, String field, @Nullable List<@Nullable T> given) {
        if (given != null && given.size() > MAX_ITEMS) {
            input.refuse(field, "不能超过%d项".formatted(MAX_ITEMS));
        }
        return given == null || given.size() > MAX_ITEMS ? List.of() : given;
    }
}
