package cn.sunlit.distribution;

import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.docket.PersonTerm;
import cn.sunlit.docket.PersonTermMoved;
import cn.sunlit.docket.PersonTerms;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.statutes.PlanTerms;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The three terms of fifteen days as they run, one for each person: in the docket of the case that distributes, where each is
 * proved and warned of, and beside the plan, where what follows from its end is decided. The docket reckons; the plan follows.
 */
@Component
@Transactional
class RunningTerms {

    /** 分配方案异议处理. */
    static final String NODE = "F05";

    private static final Pattern SUBJECT =
            Pattern.compile("(?:plan:\\d+:object:(\\d+))|(?:objection:(\\d+):oppose:(\\d+))|(?:objection:(\\d+):sue)");

    private final ObjectionStore objections;
    private final PersonTerms terms;
    private final Docket docket;
    private final Documents documents;

    RunningTerms(ObjectionStore objections, PersonTerms terms, Docket docket, Documents documents) {
        this.objections = objections;
        this.terms = terms;
        this.docket = docket;
        this.documents = documents;
    }

    void toObject(Actor by, Plan p, Recipient r, LocalDate on, Document paper) {
        terms.begin(
                by,
                p.caseId(),
                new PersonTerm(
                        NODE,
                        object(p.id(), r.id()),
                        "PLAN_SERVED_ON_PERSON",
                        "分配方案送达该人",
                        on,
                        "%s对分配方案提出异议的期限".formatted(r.name()),
                        PlanPaper.evidence(paper),
                        PlanTerms.toObject(),
                        "民诉法解释第509条"));
    }

    void toOppose(Actor by, Plan p, Objection o, Recipient r, LocalDate on) {
        terms.begin(
                by,
                p.caseId(),
                new PersonTerm(
                        NODE,
                        oppose(o.id(), r.id()),
                        "PLAN_OBJECTION_TOLD_TO_PERSON",
                        "该人收到异议通知",
                        on,
                        "%s反对%s的异议的期限".formatted(r.name(), o.objector()),
                        paper(o.noticeId(), "%s的异议通知书".formatted(o.objector()), o),
                        PlanTerms.toOppose(),
                        "民诉法解释第510条"));
    }

    void toSue(Actor by, Plan p, Objection o, LocalDate on) {
        terms.begin(
                by,
                p.caseId(),
                new PersonTerm(
                        NODE,
                        sue(o.id()),
                        "PLAN_OPPOSITION_TOLD_TO_OBJECTOR",
                        "异议人收到反对意见通知",
                        on,
                        "%s提起分配方案异议之诉的期限".formatted(o.objector()),
                        paper(o.oppositionId(), "反对意见通知书", o),
                        PlanTerms.toSue(),
                        "民诉法解释第510条"));
    }

    private Evidence paper(@Nullable Long id, String title, Objection o) {
        return id == null
                ? new Evidence("RECORD", Disputes.subject(o.id()), title, null)
                : documents
                        .find(id)
                        .map(PlanPaper::evidence)
                        .orElseGet(() -> new Evidence("RECORD", Disputes.subject(o.id()), title, null));
    }

    /** Somebody objected in time: the term to object is used. */
    void objected(Actor by, Plan p, Recipient r, LocalDate on, long objection) {
        if (objections.endTerm(r.id(), on)) {
            end(by, p, object(p.id(), r.id()), on, Disputes.subject(objection), "已提出书面异议");
        }
    }

    void opposed(Actor by, Plan p, Objection o, Reply y, LocalDate on) {
        if (objections.endReply(o.id(), y.recipient(), on)) {
            end(by, p, oppose(o.id(), y.recipient()), on, Disputes.subject(o.id()), "已提出反对意见");
        }
    }

    void sued(Actor by, Plan p, Objection o, LocalDate on, String suit) {
        end(by, p, sue(o.id()), on, Disputes.subject(o.id()), "已起诉，" + suit);
    }

    /** Ends the terms to object and to oppose whose last day has passed. @return how many */
    int passed(Actor by, Plan p, LocalDate today) {
        int ended = 0;
        for (Recipient r : objections.recipients(p.id())) {
            LocalDate due = r.dueOn();
            if (due != null && due.isBefore(today) && objections.endTerm(r.id(), due)) {
                end(by, p, object(p.id(), r.id()), due, Plans.subject(p.id()), "届满，未提出异议");
                ended++;
            }
        }
        for (Objection o : objections.ofPlan(p.id())) {
            for (Reply y : objections.replies(o.id())) {
                if (y.dueOn().isBefore(today) && objections.endReply(o.id(), y.recipient(), y.dueOn())) {
                    end(by, p, oppose(o.id(), y.recipient()), y.dueOn(), Disputes.subject(o.id()), "届满，未提出反对意见");
                    ended++;
                }
            }
        }
        return ended;
    }

    void unsued(Actor by, Plan p, Objection o, LocalDate due) {
        end(by, p, sue(o.id()), due, Disputes.subject(o.id()), "届满，未起诉");
    }

    /** An objection has ended: whoever might still oppose it, or sue over it, need not any more. */
    void idle(Actor by, CaseId host, Objection o, String because) {
        for (Reply y : objections.replies(o.id())) {
            if (objections.endReply(o.id(), y.recipient(), y.toldOn())) {
                docket.waive(by, host, NODE, oppose(o.id(), y.recipient()), because);
            }
        }
        docket.waive(by, host, NODE, sue(o.id()), because);
    }

    private void end(Actor by, Plan p, String subject, LocalDate on, String reference, String how) {
        terms.end(by, p.caseId(), NODE, subject, on, List.of(new Evidence("RECORD", reference, how, null)));
    }

    /** A start was corrected by two people, or holidays were published: the plan follows the docket. */
    @EventListener
    void moved(PersonTermMoved event) {
        Matcher m = SUBJECT.matcher(event.subject());
        if (!m.matches()) {
            return;
        }
        if (m.group(1) != null) {
            objections.moveObject(Long.parseLong(m.group(1)), event.dueOn());
        } else if (m.group(2) != null) {
            objections.moveOppose(Long.parseLong(m.group(2)), Long.parseLong(m.group(3)), event.dueOn());
        } else {
            objections.moveSue(Long.parseLong(m.group(4)), event.dueOn());
        }
    }

    static String object(long plan, long recipient) {
        return "plan:%d:object:%d".formatted(plan, recipient);
    }

    static String oppose(long objection, long recipient) {
        return "objection:%d:oppose:%d".formatted(objection, recipient);
    }

    static String sue(long objection) {
        return "objection:%d:sue".formatted(objection);
    }
}
