package cn.sunlit.rights;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.FileKind;
import cn.sunlit.parties.PartyId;
import cn.sunlit.statutes.StatuteBook;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a party asked and how it was answered.
 *
 * @param masked the wanted value with its middle hidden; what is to go where it is an erasure
 * @param evidence what kind of file lies with it
 * @param answerBy the last day for the answer
 * @param article on which a refusal rests, of the 个人信息保护法
 */
public record Request(
        long id,
        CaseId caseId,
        CaseNumber number,
        CourtCode court,
        PartyId party,
        String partyName,
        Subject subject,
        String masked,
        @Nullable FileKind evidence,
        Instant askedAt,
        LocalDate answerBy,
        State state,
        @Nullable String proposedBy,
        @Nullable String proposedName,
        @Nullable String decidedName,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable Integer article) {

    /** How far it has come. */
    public enum State {
        ASKED("待答复"),
        PROPOSED("待第二人复核"),
        GRANTED("已同意"),
        REFUSED("未同意");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    public boolean isOpen() {
        return state == State.ASKED || state == State.PROPOSED;
    }

    public boolean isLate(LocalDate today) {
        return isOpen() && today.isAfter(answerBy);
    }

    /** 更正手机号码, 删除…. */
    public String what() {
        return (subject.isCorrection() ? "更正" : "删除") + subject.zh();
    }

    /** 个人信息保护法（2021）第四十七条; empty where nothing was refused. */
    public String citation() {
        return article == null ? "" : Ground.of(article).citation();
    }

    /** The words of that article. */
    public String words() {
        return article == null ? "" : Ground.of(article).words();
    }

    /** An article that a refusal may rest on, as shipped. */
    public record Ground(int article, String citation, String words) {

        private static final String LAW = "个人信息保护法";

        /** Of the edition that is shipped. */
        public static Ground of(int article) {
            StatuteBook.Statute statute = StatuteBook.shipped().newest(LAW).orElseThrow();
            return new Ground(article, statute.cite(article), statute.articles().getOrDefault(article, ""));
        }
    }
}
