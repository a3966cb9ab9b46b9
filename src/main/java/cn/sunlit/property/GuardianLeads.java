package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.inquiries.Order;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.property.GuardianRules.Lead;
import cn.sunlit.property.GuardianRules.Marks;
import cn.sunlit.property.GuardianStore.Own;
import cn.sunlit.property.GuardianStore.Place;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How long a renewal takes at each institution, by court, and where the colours part today. */
@Component
class GuardianLeads {

    private final GuardianStore store;
    private final Institutions institutions;
    private final AssetKinds kinds;
    private final CourtPractice practice;
    private final Holidays holidays;
    private final Clock clock;

    GuardianLeads(
            GuardianStore store,
            Institutions institutions,
            AssetKinds kinds,
            CourtPractice practice,
            Holidays holidays,
            Clock clock) {
        this.store = store;
        this.institutions = institutions;
        this.kinds = kinds;
        this.practice = practice;
        this.holidays = holidays;
        this.clock = clock;
    }

    /**
     * What was read for one page or one day's work.
     *
     * @param leads by court, and in it as in {@link Place#marks}
     * @param names of the institutions by their codes
     */
    record Snapshot(
            LocalDate today,
            WorkCalendar calendar,
            List<Place> places,
            Map<CourtCode, Map<String, Lead>> leads,
            Map<String, Institution> institutions,
            AssetKinds kinds) {

        Place place(CourtCode court) {
            return places.stream()
                    .filter(p -> p.court().equals(court))
                    .findFirst()
                    .orElseThrow();
        }

        Lead lead(CourtCode court, String institution, String kind) {
            Map<String, Lead> of = Objects.requireNonNull(leads.get(court));
            Lead own = of.get(institution + "|" + kind);
            if (own == null) {
                own = of.get(institution);
            }
            return own == null ? Objects.requireNonNull(of.get("")) : own;
        }

        String kindZh(String kind) {
            return kinds.stored(kind).zh();
        }

        /** Whether holidays of the years that a reckoning touches are not known yet. */
        boolean isProvisional() {
            return calendar.isProvisional(today.getYear())
                    || calendar.isProvisional(today.plusMonths(3).getYear());
        }
    }

    Snapshot of(Collection<CourtCode> courts) {
        LocalDate today = LocalDate.now(clock);
        WorkCalendar calendar = holidays.calendar();
        List<Institution> all = institutions.all();
        Map<CourtCode, LocalPractice> set = practice.of(courts);
        Map<CourtCode, List<Own>> own =
                store.leadTimes(List.copyOf(courts)).stream().collect(Collectors.groupingBy(Own::court));
        Map<CourtCode, Map<String, Lead>> leads = new HashMap<>();
        Map<String, Lead> standard = leads(all, LocalPractice.NONE, today);
        Map<String, Marks> usual = marks(standard, LocalPractice.NONE, today, calendar);
        List<Place> places = courts.stream()
                .map(court -> {
                    LocalPractice its = set.getOrDefault(court, LocalPractice.NONE);
                    List<Own> known = own.getOrDefault(court, List.of());
                    if (its.settings().isEmpty() && known.isEmpty()) {
                        leads.put(court, standard);
                        return new Place(court, usual);
                    }
                    Map<String, Lead> particular = leads(all, its, today);
                    known.forEach(k -> particular.put(
                            k.kind().isEmpty() ? k.institution() : k.institution() + "|" + k.kind(),
                            new Lead(k.days(), "本院另定%d日（%s）".formatted(k.days(), k.basis()))));
                    leads.put(court, particular);
                    return new Place(court, marks(particular, its, today, calendar));
                })
                .toList();
        return new Snapshot(
                today,
                calendar,
                places,
                leads,
                all.stream().collect(Collectors.toMap(Institution::code, i -> i)),
                kinds);
    }

    private static Map<String, Lead> leads(List<Institution> all, LocalPractice practice, LocalDate today) {
        Map<String, Lead> leads = new HashMap<>();
        leads.put("", GuardianRules.lead(false, 0, practice, today));
        all.forEach(i -> leads.put(
                i.code(),
                GuardianRules.lead(
                        i.isOnline() && i.actions().contains(Order.Action.RENEW),
                        i.promisedMinutes(),
                        practice,
                        today)));
        return leads;
    }

    /** Institutions that take as long share their marks: there are a handful of lead times, and dozens of institutions. */
    private static Map<String, Marks> marks(
            Map<String, Lead> leads, LocalPractice practice, LocalDate today, WorkCalendar calendar) {
        int early = practice.on(PracticeNumber.RENEWAL_EARLY_DAYS, today).value();
        Map<Integer, Marks> byDays = new HashMap<>();
        return leads.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> byDays.computeIfAbsent(
                                e.getValue().days(), days -> GuardianRules.marks(today, days, early, calendar))));
    }
}
