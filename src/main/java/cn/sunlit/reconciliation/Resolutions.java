package cn.sunlit.reconciliation;

import cn.sunlit.alerts.Concerns;
import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import cn.sunlit.reconciliation.ResolutionStore.Found;
import cn.sunlit.reconciliation.ResolutionStore.Resolution;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends differences that a refused movement of the bank leaves behind (差异处理): one proposes the way with its ground, another
 * confirms; then it is no difference any more from the day on which bank and ledger agree on it (ADR 49).
 */
@Service
@Transactional
class Resolutions {

    private static final int LONGEST = 500;

    private final ResolutionStore store;
    private final Books books;
    private final Access access;
    private final Audit audit;
    private final Concerns concerns;
    private final Clock clock;

    Resolutions(ResolutionStore store, Books books, Access access, Audit audit, Concerns concerns, Clock clock) {
        this.store = store;
        this.books = books;
        this.access = access;
        this.audit = audit;
        this.concerns = concerns;
        this.clock = clock;
    }

    /**
     * What is proposed, as typed.
     *
     * @param way one of {@link ResolutionWay}
     * @param other the bank's reference of what corrected or reversed it
     * @param amount in yuan, where the movement states none in renminbi
     */
    record Draft(
            @Nullable String way,
            @Nullable String ground,
            @Nullable String other,
            @Nullable String amount) {}

    /**
     * A refused movement with what was and may be done.
     *
     * @param opposite what may have reversed it
     */
    record Looked(Found entry, List<Resolution> resolutions, List<Found> opposite) {}

    @Transactional(readOnly = true)
    public Looked look(Actor by, long entry) {
        access.allow(by, UseCase.READ_DAYS, by.court());
        Found e = found(entry);
        access.allow(by, UseCase.READ_DAYS, e.court());
        return new Looked(e, store.of(entry), store.opposite(e));
    }

    private Found found(long entry) {
        return store.find(entry).orElseThrow(() -> new Problem.NotFound("没有这一笔银行分录"));
    }

    public void propose(Actor by, long entry, Draft draft) {
        access.allow(by, UseCase.RESOLVE_DIFFERENCE, by.court());
        Found e = found(entry);
        access.allow(by, UseCase.RESOLVE_DIFFERENCE, e.court());
        List<Problem.FieldError> errors = new ArrayList<>();
        ResolutionWay way = way(draft.way(), errors);
        String ground = text("ground", draft.ground(), "请写明依据：向银行核实的情况和凭证", true, errors);
        String reference = text("other", draft.other(), "请填写银行更正或者冲回的流水号", way != null && way.needsOther(), errors);
        boolean typed = draft.amount() != null && !draft.amount().isBlank();
        Money amount = way == ResolutionWay.SUSPENSE && typed ? amount(draft.amount(), errors) : null;
        if (!errors.isEmpty() || way == null || ground == null) {
            throw new Problem.Invalid(errors);
        }
        Found other = way.needsOther() && reference != null
                ? store.find(e.court(), reference).orElse(null)
                : null;
        allowed(e, way, other, amount);
        Money stated = ResolutionRules.stated(e.entry());
        long id = store.add(
                        new ResolutionStore.Draft(
                                entry,
                                e.court(),
                                way,
                                ground,
                                other == null ? null : other.id(),
                                way == ResolutionWay.SUSPENSE ? (stated == null ? amount : stated) : null),
                        by.login(),
                        by.name(),
                        clock.instant())
                .orElseThrow(() -> new Problem.Conflict("这一笔已有待复核的处理，或者冲回的一笔已经用于别的处理"));
        record(by, e, "DIFFERENCE_PROPOSED", "提出处理未入账的银行分录：" + way.zh(), ground, id);
    }

    private static @Nullable String text(
            String field, @Nullable String typed, String missing, boolean required, List<Problem.FieldError> errors) {
        try {
            return required
                    ? PlainText.required(field, typed, LONGEST, missing)
                    : PlainText.optional(field, typed, LONGEST);
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
            return null;
        }
    }

    private static @Nullable Money amount(@Nullable String typed, List<Problem.FieldError> errors) {
        try {
            Money read = Money.parse(typed == null ? "" : typed);
            if (read.isPositive()) {
                return read;
            }
            errors.add(new Problem.FieldError("amount", "金额应大于零"));
        } catch (IllegalArgumentException wrong) {
            errors.add(new Problem.FieldError("amount", String.valueOf(wrong.getMessage())));
        }
        return null;
    }

    private static @Nullable ResolutionWay way(@Nullable String typed, List<Problem.FieldError> errors) {
        for (ResolutionWay each : ResolutionWay.values()) {
            if (each.name().equals(typed)) {
                return each;
            }
        }
        errors.add(new Problem.FieldError("way", "请选择处理方式"));
        return null;
    }

    private static void allowed(Found e, ResolutionWay way, @Nullable Found other, @Nullable Money typed) {
        List<Problem.Refusal> refusals = ResolutionRules.refusals(
                new ResolutionRules.Facts(e.entry(), way, other == null ? null : other.entry(), typed));
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict(
                    "不能%s：%s".formatted(way.zh(), refusals.getFirst().because()), refusals);
        }
    }

    /** The second person: confirms what another proposed, or sends it back. Doing it again answers the same. */
    public void decide(Actor by, long entry, long resolution, boolean yes) {
        access.allow(by, UseCase.CONFIRM_DIFFERENCE, by.court());
        access.allow(by, UseCase.CONFIRM_DIFFERENCE, found(entry).court());
        store.lock(found(entry).court());
        Resolution r = store.lock(resolution)
                .filter(one -> one.entry() == entry)
                .orElseThrow(() -> new Problem.NotFound("没有这项处理"));
        access.otherPerson(by, r.proposedBy());
        if (!r.isOpen()) {
            if (r.state().equals("CONFIRMED") == yes) {
                return;
            }
            throw new Problem.Conflict("这项处理" + r.stateZh());
        }
        Found e = found(r.entry());
        if (!yes) {
            store.decide(resolution, false, null, null, by.login(), by.name(), clock.instant());
            record(by, e, "DIFFERENCE_REFUSED", "退回对未入账银行分录的处理：" + r.way().zh(), r.ground(), resolution);
            return;
        }
        Found other = r.otherReference() == null
                ? null
                : store.find(r.court(), r.otherReference()).orElse(null);
        allowed(e, r.way(), other, r.way() == ResolutionWay.SUSPENSE ? r.amount() : null);
        Long voucher = r.way() == ResolutionWay.SUSPENSE ? receive(by, e, Objects.requireNonNull(r.amount())) : null;
        store.decide(resolution, true, voucher, endedOn(r, other, voucher), by.login(), by.name(), clock.instant());
        record(by, e, "DIFFERENCE_SETTLED", "未入账的银行分录处理完毕：" + r.way().zh(), r.ground(), resolution);
        concerns.touched();
    }

    /** From when bank and ledger agree on it: the bank's day of what set it right, or the day on which it was booked here. */
    private @Nullable LocalDate endedOn(Resolution r, @Nullable Found other, @Nullable Long voucher) {
        return switch (r.way()) {
            case SUSPENSE -> store.dayOf(Objects.requireNonNull(voucher));
            case CORRECTED, REVERSED ->
                other == null || other.bookedOn() == null ? LocalDate.now(clock) : other.bookedOn();
            case AWAIT -> null;
        };
    }

    private long receive(Actor by, Found e, Money amount) {
        LocalDate on = e.bookedOn() == null ? LocalDate.now(clock) : e.bookedOn();
        long bank = books.account(e.court(), AccountKind.BANK, null, null, clock.instant());
        long suspense = books.openSuspense(e.court(), clock.instant());
        long receipt = store.receive(e, amount, on, suspense);
        return books.post(new Books.Voucher(
                e.court(),
                "RECEIPT",
                "receipt:" + receipt,
                null,
                "经两人处理，原未入账的银行收款记入不明款",
                e.reference(),
                on,
                clock.instant(),
                by.login(),
                by.name(),
                null,
                List.of(new Books.Posting(bank, amount), new Books.Posting(suspense, Money.ZERO.minus(amount)))));
    }

    private void record(Actor by, Found e, String act, String words, String ground, long id) {
        Map<String, String> facts = new HashMap<>();
        facts.put("entry", Long.toString(e.id()));
        facts.put("bankReference", e.reference());
        facts.put("ground", ground);
        facts.put("resolution", Long.toString(id));
        audit.record(by, e.court(), null, new Act(act, words, facts));
    }
}
