package cn.sunlit.cases;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.parties.Kind;
import cn.sunlit.statutes.Rate;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case as the API answers it: the shape of a filing, numbers masked. */
record CaseView(
        String number,
        CourtCode court,
        String courtName,
        String type,
        String typeName,
        Stage stage,
        String stageName,
        @Nullable LocalDate receivedOn,
        @Nullable LocalDate filedOn,
        @Nullable LocalDate closedOn,
        @Nullable Outcome outcome,
        @Nullable String officer,
        @Nullable String officerName,
        @Nullable String cause,
        boolean livelihood,
        Title title,
        List<PartyView> applicants,
        List<PartyView> respondents,
        List<ObligationView> obligations,
        List<Filing.Clue> clues,
        List<PreservedView> preserved,
        @Nullable Money recovered,
        boolean imported,
        @Nullable CourtCode takenOverBy,
        List<HistoryEvent> history) {

    record PartyView(
            long id,
            Kind kind,
            String name,
            @Nullable String idNumber,
            @Nullable String phone,
            @Nullable Payee payee) {
        static PartyView of(CaseParty p) {
            return new PartyView(p.id().value(), p.kind(), p.name(), p.maskedNumber(), p.maskedPhone(), p.payee());
        }
    }

    record ObligationView(
            String kind,
            @Nullable Money principal,
            @Nullable Money costs,
            @Nullable InterestView interest,
            @Nullable String description) {
        static ObligationView of(Obligation obligation) {
            return switch (obligation) {
                case Obligation.MoneyDue due ->
                    new ObligationView(
                            "MONEY",
                            due.principal(),
                            due.costs(),
                            InterestView.of(due.rate(), due.interestFrom()),
                            null);
                case Obligation.Conduct conduct ->
                    new ObligationView("CONDUCT", null, null, null, conduct.description());
            };
        }
    }

    record InterestView(RateView rate, @Nullable LocalDate from) {
        static @Nullable InterestView of(@Nullable Rate rate, @Nullable LocalDate from) {
            return switch (rate) {
                case null -> null;
                case Rate.Fixed fixed ->
                    new InterestView(new RateView("FIXED", fixed.percent().toPlainString(), null, null), from);
                case Rate.Lpr lpr ->
                    new InterestView(
                            new RateView(lpr.kind(), null, lpr.multiple().toPlainString(), lpr.fixedAt()), from);
            };
        }
    }

    record RateView(
            String kind,
            @Nullable String percent,
            @Nullable String multiple,
            @Nullable LocalDate fixedAt) {}

    record PreservedView(
            String kind,
            @Nullable String holder,
            @Nullable Money amount,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int rank,
            @Nullable String document) {
        static PreservedView of(Filing.Preserved p) {
            return new PreservedView(p.kind(), p.holder(), p.amount(), p.from(), p.to(), p.rank(), p.document());
        }
    }
}
