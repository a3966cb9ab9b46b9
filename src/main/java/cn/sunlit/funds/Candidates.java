package cn.sunlit.funds;

import cn.sunlit.cases.CaseLine;
import cn.sunlit.cases.CaseSearch;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Stage;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** For which cases money without a name may be meant, ranked with reasons; a person decides, another confirms. */
@Component
class Candidates {

    private static final Pattern CASE_NUMBER = Pattern.compile(
            "[（(\\[〔]?\\s*((?:19|20)\\d{2})\\s*[）)\\]〕]?\\s*([\\u4e00-\\u9fa5]\\d{2,4})\\s*(执[\\u4e00-\\u9fa5]?)\\s*(?:字第)?\\s*([1-9]\\d{0,6})\\s*号");

    private final FundsStore store;
    private final Settlements settlements;
    private final Cases cases;
    private final Clock clock;

    Candidates(FundsStore store, Settlements settlements, Cases cases, Clock clock) {
        this.store = store;
        this.settlements = settlements;
        this.cases = cases;
        this.clock = clock;
    }

    /** @param score the sum of the weights of the reasons */
    record Candidate(CaseId caseId, CaseNumber caseNumber, int score, List<String> reasons) {}

    private static final class Found {
        final CaseNumber number;
        int score;
        final List<String> reasons = new ArrayList<>();

        Found(CaseNumber number) {
            this.number = number;
        }
    }

    @Practice(id = "SUSPENSE-RANK", text = "不明款候选：备注含案号 50，账号仅差一位或相邻两位颠倒 40，付款人与被执行人同名 30，金额等于尚欠数额 20；仅供参考，须两人认领")
    List<Candidate> of(FundsStore.Receipt r) {
        Map<CaseId, Found> found = new LinkedHashMap<>();
        String words = Receipts.shown(r.remark()) + " " + (r.namedAccount() == null ? "" : r.namedAccount());
        Set<String> numbers = new LinkedHashSet<>();
        Matcher m = CASE_NUMBER.matcher(words);
        while (m.find()) {
            numbers.add("（%s）%s%s%s号".formatted(m.group(1), m.group(2), m.group(3), m.group(4)));
        }
        store.byCaseNumber(r.court(), numbers)
                .forEach(n -> add(found, n.caseId(), n.caseNumber(), 50, "附言写有案号 " + n.caseNumber()));
        Set<String> typed = new LinkedHashSet<>();
        Matcher digits = Pattern.compile("(?<!\\d)\\d{16,18}(?!\\d)").matcher(words);
        while (digits.find()) {
            typed.addAll(Numbers.likely(digits.group()));
        }
        store.near(r.court(), typed)
                .forEach(n -> add(found, n.caseId(), n.caseNumber(), 40, "所写账号与案件账号 %s 只差一处".formatted(n.number())));
        if (r.payer() != null && r.payer().length() > 1) {
            Actor program = Actor.system("案款系统", r.court());
            CaseSearch sought = new CaseSearch(
                    r.court(), null, null, null, null, r.payer(), null, null, null, null, null, null, null);
            for (CaseLine line : cases.search(program, sought, 1).cases()) {
                if (line.stage() != Stage.CLOSED && store.sub(line.id()).isPresent()) {
                    add(found, line.id(), line.number(), 30, "付款人与被执行人“%s”同名".formatted(r.payer()));
                }
            }
        }
        found.forEach((id, f) -> {
            Settlement s = settlements.of(id, LocalDate.now(clock));
            Money owed = s.remaining().plus(s.remainingFee());
            if (owed.equals(r.amount()) || s.remaining().equals(r.amount())) {
                f.score += 20;
                f.reasons.add("金额等于尚欠数额 %s 元".formatted(r.amount().display()));
            }
        });
        return found.entrySet().stream()
                .map(e -> new Candidate(e.getKey(), e.getValue().number, e.getValue().score, e.getValue().reasons))
                .sorted(Comparator.comparingInt(Candidate::score).reversed())
                .limit(5)
                .toList();
    }

    private static void add(Map<CaseId, Found> found, CaseId id, CaseNumber number, int weight, String reason) {
        Found f = found.computeIfAbsent(id, x -> new Found(number));
        f.score += weight;
        f.reasons.add(reason);
    }
}
