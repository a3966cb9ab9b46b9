package cn.sunlit.robot;

import cn.sunlit.kernel.Practice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a readable answer beside what is known already. Pure; numbers of accounts are keyed hashes. */
final class QualityRules {

    @Practice(id = "RB-05", text = "转人工、数据陈旧、互相矛盾的查询，次日自动补查一次；补查的结果不再补查，由承办人处理（产品默认值）")
    static final int DAYS_UNTIL_ASKED_AGAIN = 1;

    @Practice(id = "RB-07", text = "反馈数据的截至日早于请求日的前一日的，为数据陈旧（产品默认值）")
    private static final int DAYS_OLD = 1;

    @Practice(id = "RB-08", text = "同一账户一日内两次反馈，余额相差一万元以上且变化超过九成的，提示余额异常（产品默认值，只供复查）")
    private static final long LARGE_CHANGE_FEN = 1_000_000;

    private static final int PERCENT_LEFT = 10;
    private static final Duration SHORT = Duration.ofDays(1);

    private QualityRules() {}

    static boolean isStale(@Nullable LocalDate asOf, LocalDate askedOn) {
        return asOf != null && asOf.isBefore(askedOn.minusDays(DAYS_OLD));
    }

    /**
     * What an institution named.
     *
     * @param register whether it is a register of accounts that others keep
     * @param account the keyed hash of the number, in hexadecimal
     */
    record Named(
            String institution,
            boolean register,
            String account,
            @Nullable Long balanceFen,
            Instant at) {}

    /** What speaks against an answer: each once, in words that name institutions and no account. */
    static List<String> contradictions(List<Named> answer, List<Named> known) {
        List<String> found = new ArrayList<>();
        for (Named now : answer) {
            known.stream()
                    .filter(before -> before.account().equals(now.account()))
                    .map(before -> against(now, before))
                    .flatMap(Optional::stream)
                    .filter(sentence -> !found.contains(sentence))
                    .forEach(found::add);
        }
        return found;
    }

    private static Optional<String> against(Named now, Named before) {
        if (now.register() || before.register()) {
            return Optional.empty();
        }
        if (!now.institution().equals(before.institution())) {
            return Optional.of("与%s反馈同一账号".formatted(before.institution()));
        }
        return isImplausible(now, before) ? Optional.of("余额一日内变化超过九成") : Optional.empty();
    }

    private static boolean isImplausible(Named now, Named before) {
        Long one = now.balanceFen();
        Long other = before.balanceFen();
        if (one == null
                || other == null
                || Duration.between(before.at(), now.at()).abs().compareTo(SHORT) > 0) {
            return false;
        }
        long large = Math.max(Objects.requireNonNull(one), Objects.requireNonNull(other));
        long small = Math.min(one, other);
        return large - small >= LARGE_CHANGE_FEN && small * 100 < large * PERCENT_LEFT;
    }
}
