package cn.sunlit.oversight;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order of supervision (督办) with all that followed.
 *
 * @param node the code of the node it is about, null for the case as a whole
 * @param body the court or procuratorate that asks
 * @param dueOn until when an answer is due: as asked first, or as set when an answer was sent back
 * @param letter the number of the letter it rests on
 * @param hasFile whether the letter itself is kept
 */
record Demand(
        long id,
        CaseId caseId,
        CaseNumber number,
        CourtCode court,
        @Nullable String node,
        Issuer issuer,
        String body,
        String issuerLogin,
        String issuerName,
        String asks,
        @Nullable String letter,
        boolean hasFile,
        LocalDate issuedOn,
        LocalDate dueOn,
        State state,
        List<Move> moves) {

    /** Who may ask. */
    enum Issuer {
        DIRECTOR("本院执行局局长"),
        SUPERIOR("上级法院"),
        PROCURATORATE("人民检察院");

        private final String zh;

        Issuer(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /** Where it stands; follows from its last move. */
    enum State {
        WAITING("待答复"),
        REPLIED("已答复，待审核"),
        SENT_BACK("退回重办"),
        ACCEPTED("已办结");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /** What followed. */
    enum Kind {
        REPLIED("答复"),
        ACCEPTED("认可"),
        SENT_BACK("退回"),
        CLIMBED("升级");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /** @param evidence titles of the case's documents that show it */
    record Move(
            Kind kind,
            LocalDate on,
            String by,
            String text,
            List<String> evidence,
            @Nullable LocalDate dueOn) {}

    /** Whether this person speaks for who asked: himself, or, unless it came by letter, another of the court that asked. */
    boolean isIssuedBy(String login, String court) {
        return issuerLogin.equals(login) || issuer != Issuer.PROCURATORATE && body.equals(court);
    }

    boolean awaitsAnswer() {
        return state == State.WAITING || state == State.SENT_BACK;
    }

    boolean late(LocalDate today) {
        return awaitsAnswer() && today.isAfter(dueOn);
    }
}
