package cn.sunlit.investigation;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of rewards and tips. */
@Repository
class RewardStore {

    private final JdbcClient jdbc;

    RewardStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A reward as it stands. */
    record Reward(
            long id,
            CaseId caseId,
            CourtCode court,
            long partyId,
            String applicant,
            String respondents,
            @Nullable Money amountFen,
            @Nullable Integer ratioBp,
            String appliedBy,
            LocalDate appliedOn,
            LocalDate dueOn,
            String state,
            @Nullable LocalDate decidedOn,
            @Nullable String refusedBecause) {}

    static final String APPLY = """
            insert into investigation.reward (case_id, court, party_id, applicant, respondents, way, amount_fen, ratio_bp,
                                              applied_by, applied_on, due_on, state)
            values (:case_id, :court, :party, :applicant, :respondents,
                    case when :amount::bigint is null then 'RATIO' else 'FIXED' end, :amount::bigint, :ratio::int, :by, :on, :due,
                    'APPLIED')
            on conflict (case_id, party_id) where state in ('APPLIED', 'PUBLISHED') do nothing
            returning id
            """;

    Optional<Long> apply(
            CaseId caseId,
            CourtCode court,
            long party,
            String applicant,
            String respondents,
            @Nullable Money amount,
            @Nullable Integer ratio,
            String by,
            LocalDate on,
            LocalDate due) {
        return jdbc.sql(APPLY)
                .param("case_id", caseId)
                .param("court", court)
                .param("party", party)
                .param("applicant", applicant)
                .param("respondents", respondents)
                .param("amount", amount)
                .param("ratio", ratio)
                .param("by", by)
                .param("on", on)
                .param("due", due)
                .query(Long.class)
                .optional();
    }

    static final String LOCK = """
            select * from investigation.reward where id = :id for update
            """;

    Optional<Reward> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query(Reward.class).optional();
    }

    static final String OF_CASE = """
            select * from investigation.reward where case_id = :case_id order by id desc
            """;

    List<Reward> ofCase(CaseId caseId) {
        return jdbc.sql(OF_CASE).param("case_id", caseId).query(Reward.class).list();
    }

    static final String PUBLISHED = """
            select * from investigation.reward where state = 'PUBLISHED' order by id desc limit 200
            """;

    List<Reward> published() {
        return jdbc.sql(PUBLISHED).query(Reward.class).list();
    }

    static final String DECIDE = """
            update investigation.reward
               set state = case when :document::bigint is null then 'REFUSED' else 'PUBLISHED' end, decided_by = :by,
                   decided_name = :name, decided_on = :on, document_id = :document::bigint, refused_because = :because
             where id = :id and state = 'APPLIED'
            """;

    void decide(long id, @Nullable Long document, @Nullable String because, String by, String name, LocalDate on) {
        jdbc.sql(DECIDE)
                .param("id", id)
                .param("document", document)
                .param("because", because)
                .param("by", by)
                .param("name", name)
                .param("on", on)
                .update();
    }

    static final String END = """
            update investigation.reward set state = 'ENDED' where case_id = :case_id and state = 'PUBLISHED'
            """;

    int end(CaseId caseId) {
        return jdbc.sql(END).param("case_id", caseId).update();
    }

    static final String TIP = """
            insert into investigation.tip (reward_id, giver_sealed, words_sealed, relation, source, received_at, state)
            values (:reward, :giver, :words, :relation, :source, :now, 'RECEIVED')
            """;

    void tip(long reward, byte[] giver, byte[] words, RewardRules.Relation relation, String source, Instant now) {
        jdbc.sql(TIP)
                .param("reward", reward)
                .param("giver", giver)
                .param("words", words)
                .param("relation", relation)
                .param("source", source)
                .param("now", now)
                .update();
    }

    static final String TIPS_SINCE = """
            select count(*) from investigation.tip where reward_id = :reward and received_at > :since
            """;

    long tipsSince(long reward, Instant since) {
        return jdbc.sql(TIPS_SINCE)
                .param("reward", reward)
                .param("since", since)
                .query(Long.class)
                .single();
    }

    /** A tip as it stands. */
    record Tip(
            long id,
            long rewardId,
            byte[] giverSealed,
            byte[] wordsSealed,
            RewardRules.Relation relation,
            Instant receivedAt,
            String state,
            @Nullable String findings,
            @Nullable Long assetId,
            @Nullable Money recoveredFen,
            @Nullable Money rewardFen,
            @Nullable String proposedBy,
            @Nullable LocalDate paidOn) {}

    static final String TIPS = """
            select t.* from investigation.tip t join investigation.reward r on r.id = t.reward_id
             where r.case_id = :case_id order by t.id
            """;

    List<Tip> tips(CaseId caseId) {
        return jdbc.sql(TIPS).param("case_id", caseId).query(Tip.class).list();
    }

    static final String LOCK_TIP = """
            select t.* from investigation.tip t join investigation.reward r on r.id = t.reward_id
             where t.id = :id and r.case_id = :case_id for update of t
            """;

    Optional<Tip> lockTip(CaseId caseId, long id) {
        return jdbc.sql(LOCK_TIP)
                .param("id", id)
                .param("case_id", caseId)
                .query(Tip.class)
                .optional();
    }

    static final String KNOWN = """
            select exists (select 1 from investigation.tip where asset_id = :asset)
            """;

    boolean isTipped(long asset) {
        return jdbc.sql(KNOWN).param("asset", asset).query(Boolean.class).single();
    }

    static final String VERIFIED = """
            update investigation.tip set state = :state, findings = :findings, asset_id = :asset, relation = :relation where id = :id
            """;

    void verified(long id, boolean confirmed, String findings, @Nullable Long asset, RewardRules.Relation relation) {
        jdbc.sql(VERIFIED)
                .param("id", id)
                .param("state", confirmed ? "CONFIRMED" : "REJECTED")
                .param("findings", findings)
                .param("asset", asset)
                .param("relation", relation)
                .update();
    }

    static final String PROPOSE = """
            update investigation.tip
               set state = 'PROPOSED', recovered_fen = :recovered, reward_fen = :reward, proposed_by = :by, proposed_name = :name
             where id = :id
            """;

    void propose(long id, Money recovered, Money reward, String by, String name) {
        jdbc.sql(PROPOSE)
                .param("id", id)
                .param("recovered", recovered)
                .param("reward", reward)
                .param("by", by)
                .param("name", name)
                .update();
    }

    static final String APPROVE = """
            update investigation.tip set state = 'APPROVED', approved_by = :by, approved_name = :name where id = :id
            """;

    void approve(long id, String by, String name) {
        jdbc.sql(APPROVE).param("id", id).param("by", by).param("name", name).update();
    }

    static final String PAID = """
            update investigation.tip set state = 'PAID', paid_on = :on, receipt = :receipt where id = :id
            """;

    void paid(long id, LocalDate on, String receipt) {
        jdbc.sql(PAID).param("id", id).param("on", on).param("receipt", receipt).update();
    }
}
