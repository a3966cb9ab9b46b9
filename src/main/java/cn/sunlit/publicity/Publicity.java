package cn.sunlit.publicity;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Openness;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether something of a case is open to an audience, as {@code publicity.txt} says; a table that cannot be meant, or that
 * opens what the roles of {@link UseCase} keep shut, ends the start. It narrows what somebody may see of a case that he may
 * enter; who may enter is decided by {@link cn.sunlit.identity.Access}, which asks here whether a view is shut as a whole.
 */
@Component
public final class Publicity implements Openness {

    private static final String FILE = "publicity.txt";

    private final Map<Thing, Map<Audience, Rule>> table = new EnumMap<>(Thing.class);
    private final Map<String, Thing> acts = new HashMap<>();
    private final Map<String, Thing> papers = new HashMap<>();

    /** Open always, never, or where a fact is given. */
    private record Rule(boolean always, @Nullable Fact when) {
        boolean holds(Set<Fact> given) {
            return always || (when != null && given.contains(when));
        }

        boolean never() {
            return !always && when == null;
        }
    }

    Publicity() {
        this(file());
    }

    Publicity(String text) {
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(this::read);
        for (Thing thing : Thing.values()) {
            if (!table.containsKey(thing)) {
                throw new IllegalArgumentException("the table of publicity does not name " + thing);
            }
        }
        for (Thing thing : Thing.values()) {
            for (Audience who : Audience.values()) {
                matchRoles(thing, who);
            }
        }
    }

    /** The table of the program, for whoever needs it without the program around it. */
    public static Publicity ofProgram() {
        return new Publicity();
    }

    private static String file() {
        try (InputStream in = Publicity.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        boolean twice =
                switch (words.getFirst()) {
                    case "act" -> acts.put(word(line, words, 1), narrow(line, words, View.RECORD)) != null;
                    case "paper" -> papers.put(word(line, words, 1), narrow(line, words, View.DOCUMENTS)) != null;
                    default -> table.put(Thing.valueOf(words.getFirst()), cells(line, words)) != null;
                };
        if (twice) {
            throw new IllegalArgumentException("twice in the table of publicity: " + line);
        }
    }

    private static String word(String line, List<String> words, int at) {
        if (words.size() != 3) {
            throw new IllegalArgumentException("no line of a table of publicity: " + line);
        }
        return words.get(at);
    }

    private static Thing narrow(String line, List<String> words, View view) {
        Thing thing = Thing.valueOf(word(line, words, 2));
        if (thing.view() != view) {
            throw new IllegalArgumentException("of another view: " + line);
        }
        return thing;
    }

    private static Map<Audience, Rule> cells(String line, List<String> words) {
        Audience[] all = Audience.values();
        if (words.size() != all.length + 1) {
            throw new IllegalArgumentException("the table of publicity wants %d cells: %s".formatted(all.length, line));
        }
        Thing thing = Thing.valueOf(words.getFirst());
        Map<Audience, Rule> cells = new EnumMap<>(Audience.class);
        for (int i = 0; i < all.length; i++) {
            String cell = words.get(i + 1);
            Rule rule =
                    switch (cell) {
                        case "+" -> new Rule(true, null);
                        case "-" -> new Rule(false, null);
                        default -> new Rule(false, Fact.valueOf(cell));
                    };
            if (rule.when() != null && !thing.knows(rule.when())) {
                throw new IllegalArgumentException("%s says nothing of %s".formatted(cell, thing));
            }
            cells.put(all[i], rule);
        }
        return cells;
    }

    /** What is open here must be behind a door that the audience can pass; who logs in by no role of its own has none. */
    private void matchRoles(Thing thing, Audience who) {
        Role role = who.role();
        if (role == null || rule(who, thing).never()) {
            return;
        }
        if (!thing.view().needs(who).roles().contains(role)) {
            throw new IllegalArgumentException("open to %s here, but not by its use cases: %s".formatted(who, thing));
        }
    }

    private Rule rule(Audience who, Thing what) {
        return table.getOrDefault(what, Map.of()).getOrDefault(who, new Rule(false, null));
    }

    /**
     * Whether this thing is open to this audience.
     *
     * @param who null for the court that has the case
     * @param facts what is true of this one thing
     */
    public boolean open(@Nullable Audience who, Thing what, Set<Fact> facts) {
        return who == null || rule(who, what).holds(facts);
    }

    /** The same of a thing of which nothing more needs to be known. */
    public boolean open(@Nullable Audience who, Thing what) {
        return open(who, what, Set.of());
    }

    /** The same where one fact decides. */
    public boolean open(@Nullable Audience who, Thing what, Fact fact, boolean given) {
        return open(who, what, given ? Set.of(fact) : Set.of());
    }

    @Override
    public boolean mayView(Actor by, UseCase what, CourtCode court) {
        Audience who = audience(by, court);
        return who == null
                || Arrays.stream(View.values()).noneMatch(view -> view.needs(who) == what)
                || Arrays.stream(Thing.values())
                        .anyMatch(thing -> thing.view().needs(who) == what
                                && !rule(who, thing).never());
    }

    /** What kind of thing the record of an act of this type is. */
    public Thing ofAct(String type) {
        return acts.getOrDefault(type, Thing.OTHER_ACT);
    }

    /** What kind of thing a document of this kind is. */
    public Thing ofPaper(String kind) {
        return papers.getOrDefault(kind, Thing.DOCUMENT);
    }

    /** The kinds of documents that the table names; the module of documents compares them with its own. */
    public Set<String> papers() {
        return Collections.unmodifiableSet(papers.keySet());
    }

    /** On which side a party, or who acts for it, looks at its case; null for all others. */
    public static @Nullable Audience side(Actor by) {
        return by.kind() == Actor.Kind.PARTY ? audience(by, by.court()) : null;
    }

    /** As whom somebody looks at a case of this court; null for the people of the court itself and what acts for it. */
    public static @Nullable Audience audience(Actor by, CourtCode court) {
        return switch (by.kind()) {
            case PARTY -> by.has(Role.RESPONDENT_PARTY) ? Audience.RESPONDENT : Audience.APPLICANT;
            case MACHINE, SYSTEM -> null;
            case STAFF ->
                by.has(Role.PROCURATORATE)
                        ? Audience.PROCURATORATE
                        : !by.court().equals(court)
                                ? Audience.SUPERIOR_COURT
                                : by.roles().equals(Set.of(Role.SUPERVISOR)) ? Audience.SUPERVISION : null;
        };
    }

    /** A cell in words for people. */
    String inWords(Audience who, Thing what) {
        Rule rule = rule(who, what);
        return rule.always()
                ? "公开"
                : Optional.ofNullable(rule.when()).map(Fact::zh).orElse("—");
    }
}
