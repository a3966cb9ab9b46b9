package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What is told when money has come to a case, by itself or by a claim. */
@Component("fundsArrivals") // the desk has a listener of the same name
class Arrivals {

    private final Audit audit;
    private final Docket docket;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Arrivals(Audit audit, Docket docket, ApplicationEventPublisher events, Clock clock) {
        this.audit = audit;
        this.docket = docket;
        this.events = events;
        this.clock = clock;
    }

    /** Completes the docket's nodes of a receipt, puts it on record and tells the other modules. */
    void tell(
            Actor by,
            CaseId id,
            CourtCode court,
            Money amount,
            LocalDate bookedOn,
            long voucher,
            long receipt,
            String how,
            @Nullable String sha256,
            Map<String, String> facts) {
        LocalDate today = LocalDate.now(clock);
        String reference = "PZ-" + voucher;
        Map<String, String> all = new HashMap<>(facts);
        all.put("voucher", reference);
        audit.record(
                by,
                court,
                id,
                new Act("FUNDS_RECEIVED", "案款到账 %s 元，凭证 %s".formatted(amount.display(), reference), all));
        docket.happened(by, id, "FUNDS_RECEIVED", bookedOn, "银行到账通知，凭证 " + reference);
        docket.complete(
                by,
                id,
                "F01",
                today,
                List.of(new Evidence(
                        "VOUCHER", reference, "到账与认领凭证（%s）：%s 元".formatted(how, amount.display()), sha256)));
        docket.complete(
                by,
                id,
                "F02",
                today,
                List.of(new Evidence(
                        "MESSAGE",
                        "receipt:" + receipt,
                        "案款到账告知：%s 元，%s 入账".formatted(amount.display(), bookedOn),
                        null)));
        events.publishEvent(new FundsReceived(id, amount, bookedOn, reference));
    }
}
