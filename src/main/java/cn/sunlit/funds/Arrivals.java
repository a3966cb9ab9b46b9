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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /**
     * Money that has come to a case.
     *
     * @param how it was identified, in Chinese
     * @param sha256 of the bank's message, null where a person identified it
     */
    record Arrival(
            CaseId id,
            CourtCode court,
            Money amount,
            LocalDate bookedOn,
            long voucher,
            long receipt,
            String how,
            @Nullable String sha256,
            Map<String, String> facts) {}

    /** One by itself, which may have lain in suspense. */
    void tell(Actor by, Arrival one) {
        tell(by, List.of(one));
    }

    /** Those that the running transaction has booked: nothing was done about them before. */
    void tellNew(Actor by, List<Arrival> all) {
        docket.fresh(all.stream()
                .flatMap(a -> Stream.of(voucher(a), cause(a), receipt(a)))
                .toList());
        tell(by, all);
    }

    private static String voucher(Arrival a) {
        return "PZ-" + a.voucher();
    }

    private static String cause(Arrival a) {
        return "银行到账通知，凭证 " + voucher(a);
    }

    private static String receipt(Arrival a) {
        return "receipt:" + a.receipt();
    }

    /** Completes the docket's nodes of each receipt in their order, puts them on record and tells the other modules. */
    void tell(Actor by, List<Arrival> all) {
        if (all.isEmpty()) {
            return;
        }
        List<FundsReceived> received = new ArrayList<>();
        for (Arrival each : all) {
            String reference = voucher(each);
            put(by, each, reference);
            received.add(new FundsReceived(each.id(), each.amount(), each.bookedOn(), reference));
        }
        received.forEach(events::publishEvent);
        events.publishEvent(new FundsArrived(received));
    }

    private void put(Actor by, Arrival a, String reference) {
        LocalDate today = LocalDate.now(clock);
        Map<String, String> facts = new HashMap<>(a.facts());
        facts.put("voucher", reference);
        audit.record(
                by,
                a.court(),
                a.id(),
                new Act("FUNDS_RECEIVED", "案款到账 %s 元，凭证 %s".formatted(a.amount().display(), reference), facts));
        docket.happened(by, a.id(), "FUNDS_RECEIVED", a.bookedOn(), cause(a));
        docket.complete(
                by,
                a.id(),
                "F01",
                today,
                List.of(new Evidence(
                        "VOUCHER",
                        reference,
                        "到账与认领凭证（%s）：%s 元".formatted(a.how(), a.amount().display()),
                        a.sha256())));
        docket.complete(
                by,
                a.id(),
                "F02",
                today,
                List.of(new Evidence(
                        "MESSAGE",
                        receipt(a),
                        "案款到账告知：%s 元，%s 入账".formatted(a.amount().display(), a.bookedOn()),
                        null)));
    }
}
