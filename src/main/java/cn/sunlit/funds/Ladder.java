package cn.sunlit.funds;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who approves what leaves a case's account (审批级差): by amount, by kind and, where the court wants it so, step by step. The
 * numbers are each court's own, from a day on; who proposed approves none of the steps, and nobody two of them.
 */
@Component
class Ladder {

    private final CourtPractice practice;

    Ladder(CourtPractice practice) {
        this.practice = practice;
    }

    /** From the lowest to the highest; who is above may do what those below may. */
    enum Level {
        TEAM_LEADER(Role.TEAM_LEADER),
        BUREAU_CHIEF(Role.BUREAU_CHIEF),
        PRESIDENT(Role.PRESIDENT);

        private final Role role;

        Level(Role role) {
            this.role = role;
        }

        String zh() {
            return role.zh();
        }

        /** Whether this person may approve at this level. */
        boolean mayBe(Actor by) {
            for (Level level : values()) {
                if (level.ordinal() >= ordinal() && by.has(level.role)) {
                    return true;
                }
            }
            return false;
        }

        static Level of(int number) {
            return values()[number - 1];
        }
    }

    /** What is decided, as far as it makes a difference to who decides it. */
    enum Matter {
        CREDITOR,
        FEE,
        /** The payee is an agent or a successor of the applicant. */
        AGENT,
        /** Back to the respondent or to whoever paid. */
        REFUND,
        DEFERRAL
    }

    /**
     * @param steps who approves, in this order; never empty
     * @param grounds why the last of them, in Chinese
     */
    record Way(List<Level> steps, List<String> grounds) {
        Way {
            steps = List.copyOf(steps);
            grounds = List.copyOf(grounds);
        }

        Optional<Level> next(Collection<Level> done) {
            return steps.stream().filter(s -> !done.contains(s)).findFirst();
        }

        Level last() {
            return steps.getLast();
        }

        /** 执行局局长、院长 */
        String zh() {
            return String.join("、", steps.stream().map(Level::zh).toList());
        }

        /** @throws Problem.Forbidden naming who must approve and why */
        void allow(Actor by, Level step) {
            if (!step.mayBe(by)) {
                throw new Problem.Forbidden("这一笔须由%s审批：%s".formatted(step.zh(), String.join("；", grounds)));
            }
        }
    }

    Way way(CourtCode court, LocalDate day, Money total, Set<Matter> matters) {
        return way(practice.of(court), day, total, matters);
    }

    @Practice(id = "FK-01", text = "发放案款按金额和种类分级审批：十万元以上由院长审批，其余由执行局局长审批；拟定人不得审批，逐级审批的各级不得为同一人")
    static Way way(LocalPractice set, LocalDate day, Money total, Set<Matter> matters) {
        Level needed = Level.TEAM_LEADER;
        List<String> grounds = new ArrayList<>();
        for (Rung rung : RUNGS) {
            LocalPractice.Value value = set.on(rung.what(), day);
            if (rung.asks(total, matters, value.value())
                    && rung.level(value.value()).compareTo(needed) >= 0) {
                if (rung.level(value.value()) != needed) {
                    grounds.clear();
                }
                needed = rung.level(value.value());
                grounds.add(value.explanation().text());
            }
        }
        if (grounds.isEmpty()) {
            grounds.add("没有达到须由上一级审批的金额");
        }
        LocalPractice.Value first = set.on(PracticeNumber.PAY_STEPS_FROM, day);
        List<Level> steps = new ArrayList<>();
        for (Level level : Level.values()) {
            boolean stepwise = first.value() > 0 && level.ordinal() + 1 >= first.value();
            boolean both = matters.contains(Matter.DEFERRAL) && level == Level.BUREAU_CHIEF;
            if (level == needed || (level.compareTo(needed) < 0 && (stepwise || both))) {
                steps.add(level);
            }
        }
        if (steps.size() > 1 && first.value() > 0) {
            grounds.add(first.explanation().text());
        }
        return new Way(steps, grounds);
    }

    /**
     * One reason to go up.
     *
     * @param matter whom it is about; null for any, by the amount
     * @param from the level from an amount on; null where the number itself is the level
     */
    private record Rung(
            PracticeNumber what,
            @Nullable Matter matter,
            @Nullable Level from) {

        boolean asks(Money total, Set<Matter> matters, int value) {
            return matter == null ? total.compareTo(Money.yuan(value)) >= 0 : matters.contains(matter);
        }

        Level level(int value) {
            return from == null ? Level.of(value) : from;
        }
    }

    @Practice(id = "FK-02", text = "延缓发放由执行局局长和院长审批")
    private static final List<Rung> RUNGS = List.of(
            new Rung(PracticeNumber.PAY_CHIEF_YUAN, null, Level.BUREAU_CHIEF),
            new Rung(PracticeNumber.PAY_PRESIDENT_YUAN, null, Level.PRESIDENT),
            new Rung(PracticeNumber.PAY_AGENT_LEVEL, Matter.AGENT, null),
            new Rung(PracticeNumber.PAY_REFUND_LEVEL, Matter.REFUND, null),
            new Rung(PracticeNumber.DEFER_LEVEL, Matter.DEFERRAL, null));
}
