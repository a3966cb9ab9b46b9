package cn.sunlit.identity;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/**
 * Whether someone may do something: a role grants the use case ({@link UseCase}), the court grants the place. Acts are
 * done in one's own court; reading also in the courts below it, and a supervisor or a machine also acts there. A party
 * does both in its own cases alone. Existing cases that a court took over from elsewhere are read, never acted on, by those
 * there who answer for taking them over. A deputy has the powers of a colleague for the cases for which they were lent, an
 * urgent look opens one case for reading ({@link Powers}). Who may not learns it as {@link Problem.Forbidden}, and nothing was changed.
 */
@Service
public class Access {

    /** Who answers for a case that was taken over: whoever loads it, whoever watches over that, another program. */
    private static final Set<Role> KEEPERS =
            EnumSet.of(Role.FILING_CLERK, Role.BUREAU_CHIEF, Role.PRESIDENT, Role.SUPERVISOR, Role.MACHINE);

    /** What an urgent look shows: never money, never a full number, and nothing is written by it. */
    private static final Set<UseCase> LOOKS = EnumSet.of(
            UseCase.READ_CASE,
            UseCase.READ_DOCUMENTS,
            UseCase.READ_INQUIRIES,
            UseCase.READ_ASSETS,
            UseCase.READ_SANCTIONS);

    private final Courts courts;
    private final ObjectProvider<Powers> powers;
    /** Asked once: to ask the context each time cost a few hundredths of a filing by import. */
    private final SingletonSupplier<List<Openness>> openness;

    Access(Courts courts, ObjectProvider<Powers> powers, ObjectProvider<Openness> openness) {
        this.openness = SingletonSupplier.of(() -> openness.stream().toList());
        this.courts = courts;
        this.powers = powers;
    }

    /** For what concerns a court but no single case; never open to a party. */
    public void allow(Actor by, UseCase what, CourtCode where) {
        allowUse(by, what);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("当事人只能查看自己的案件");
        }
        if (by.lent() != null && !by.lent().cases().isEmpty() && !what.reads()) {
            throw new Problem.Forbidden("代行的职权只限于指定的案件");
        }
        allowPlace(by, what, where);
    }

    /** For what concerns one case; a party's own case, or a case of a court within one's reach. */
    public void allow(Actor by, UseCase what, CourtCode where, CaseId id) {
        if (isLooking(by, what, where, id)) {
            return;
        }
        allowUse(by, what);
        if (by.lent() != null && !by.lent().covers(id)) {
            throw new Problem.Forbidden("代行的职权不包括本案");
        }
        if (by.kind() == Actor.Kind.PARTY) {
            if (!by.cases().contains(id)) {
                throw new Problem.Forbidden("当事人只能查看自己的案件");
            }
            return;
        }
        allowPlace(by, what, where);
        if (openness.obtain().stream().anyMatch(o -> !o.mayView(by, what, where))) {
            throw new Problem.Forbidden("“%s”不向您所在的单位公开".formatted(what.zh()));
        }
    }

    /**
     * The same for a case that a court may have taken over from another one.
     *
     * @param takenOverBy the court whose staff loaded it as an existing case, or null
     */
    public void allow(Actor by, UseCase what, CourtCode where, @Nullable CourtCode takenOverBy, CaseId id) {
        if (takenOverBy == null || !mayReadTakenOver(by, what, takenOverBy)) {
            allow(by, what, where, id);
        }
    }

    /** Whether this read is open in cases that a court took over; full numbers of persons are not among what is. */
    public boolean mayReadTakenOver(Actor by, UseCase what, CourtCode takenOverBy) {
        return (by.kind() == Actor.Kind.STAFF || by.kind() == Actor.Kind.MACHINE)
                && what.reads()
                && what != UseCase.READ_PERSONAL_NUMBER
                && what.roles().stream().anyMatch(r -> KEEPERS.contains(r) && by.has(r))
                && reaches(by, what, takenOverBy);
    }

    /** The answer of {@link #allow(Actor, UseCase, CourtCode)} as a value, for showing or hiding a button. */
    public boolean may(Actor by, UseCase what, CourtCode where) {
        return by.kind() != Actor.Kind.PARTY && by.may(what) && reaches(by, what, where);
    }

    /**
     * The second of two people: not the one who proposed, whichever machine either came through. A deputy and the one whose
     * powers he has are one person, for what was proposed before the loan as well.
     *
     * @param proposer the log-in of the one who proposed
     */
    public void otherPerson(Actor by, String proposer) {
        if (by.login().equals(proposer)) {
            throw new Problem.Forbidden("提出人与审批人不能是同一人");
        }
        boolean lender = by.lent() != null && by.lent().lender().equals(proposer);
        if (lender || powers.stream().anyMatch(p -> p.areOne(by.login(), proposer))) {
            throw new Problem.Forbidden("委托期间，委托人与代行人视为同一人，不能一人提出、另一人审批");
        }
    }

    /** Whether only an urgent look opens this case to this member for this read. */
    private boolean isLooking(Actor by, UseCase what, CourtCode where, CaseId id) {
        return by.kind() == Actor.Kind.STAFF
                && LOOKS.contains(what)
                && !(by.may(what) && reaches(by, what, where))
                && powers.stream().anyMatch(p -> p.looks(by.login(), id));
    }

    /** Whether an urgent look could open it, so that the case must be known before anybody is turned away. */
    static boolean mayBeLooked(Actor by, UseCase what) {
        return by.kind() == Actor.Kind.STAFF && LOOKS.contains(what);
    }

    /** The first half: whether a role grants it at all. */
    static void allowUse(Actor by, UseCase what) {
        if (by.may(what)) {
            return;
        }
        if (what.needsPerson() && by.kind() == Actor.Kind.MACHINE) {
            throw new Problem.Forbidden("“%s”须由工作人员本人办理，系统账号不能代替".formatted(what.zh()));
        }
        throw new Problem.Forbidden("您的角色没有“%s”的权限".formatted(what.zh()));
    }

    private void allowPlace(Actor by, UseCase what, CourtCode where) {
        if (!reaches(by, what, where)) {
            throw new Problem.Forbidden("无权办理其他法院（%s）的案件".formatted(courts.nameOf(where)));
        }
    }

    private boolean reaches(Actor by, UseCase what, CourtCode where) {
        if (by.kind() == Actor.Kind.SYSTEM || by.court().equals(where)) {
            return true;
        }
        // A supervisor does a supervisor's acts below; who is also an officer is one in the own court alone.
        boolean supervises = by.has(Role.SUPERVISOR) && what.roles().contains(Role.SUPERVISOR);
        boolean downward = what.reads() || supervises || by.kind() == Actor.Kind.MACHINE;
        return downward && courts.isWithin(where, by.court());
    }
}
