package cn.sunlit.parties;

import cn.sunlit.audit.Audit;
import cn.sunlit.database.Deferred;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Persons and organisations. One that has an identity number is the same in all cases; one without (real files mask names)
 * is its own in each. Numbers are stored sealed, found by a keyed hash, and shown masked; every full view is recorded with
 * its reason.
 */
@Service
@Transactional
public class Parties {

    private static final String NUMBER = "party-number";
    private static final String CONTACT = "party-contact";
    private static final String ACCOUNT = "party-account";

    private final PartyStore store;
    /** Numbers told in the running transaction, which need not be opened again for the inquiries it starts. */
    private final Deferred<Map<PartyId, String>> numbersOf = Deferred.memo(HashMap::new);

    private final Keyring keys;
    private final Access access;
    private final Audit audit;
    private final Uses uses;
    private final Clock clock;

    Parties(PartyStore store, Keyring keys, Access access, Audit audit, Uses uses, Clock clock) {
        this.uses = uses;
        this.store = store;
        this.keys = keys;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** See the form for several. */
    public PartyId register(Actor by, PersonDraft draft) {
        return register(by, List.of(draft)).getFirst();
    }

    /**
     * The parties of these numbers, or new ones, in the same order; phone and address are added to what was told before.
     * The module that files cases has asked whether {@code by} may.
     */
    public List<PartyId> register(Actor by, List<PersonDraft> drafts) {
        List<PartyStore.@Nullable Index> indexes = new ArrayList<>();
        for (PersonDraft draft : drafts) {
            indexes.add(
                    draft.idNumber() == null
                            ? null
                            : PartyStore.Index.of(type(draft), index(type(draft), draft.idNumber())));
        }
        Set<PartyStore.Index> sought =
                indexes.stream().filter(Objects::nonNull).collect(Collectors.toCollection(HashSet::new));
        Map<PartyStore.Index, PartyId> known = sought.isEmpty() ? new HashMap<>() : store.byIndexes(sought);
        Set<PartyId> before = new HashSet<>(known.values());
        List<PartyId> ids = enter(drafts, indexes, known);

        Map<PartyId, Map<String, String>> told = before.isEmpty() ? new HashMap<>() : store.newestContacts(before);
        Map<PartyId, String> numbers = numbersOf.kept();
        for (int i = 0; i < drafts.size(); i++) {
            PersonDraft draft = drafts.get(i);
            PartyId id = ids.get(i);
            Map<String, String> newest = told.computeIfAbsent(id, key -> new HashMap<>());
            tell(by, id, "PHONE", draft.phone(), Redactor.phone(draft.phone()), newest);
            tell(by, id, "ADDRESS", draft.address(), Redactor.address(draft.address()), newest);
            if (numbers != null && draft.idNumber() != null) {
                numbers.put(id, draft.idNumber());
            }
        }
        return ids;
    }

    /** The known of them, and the others newly written; of two that write a number at once, one finds the other's. */
    private List<PartyId> enter(
            List<PersonDraft> drafts, List<PartyStore.@Nullable Index> indexes, Map<PartyStore.Index, PartyId> known) {
        // In the order of their numbers, so that two transactions never wait for each other crosswise.
        SortedMap<String, PartyStore.NewParty> numbered = new TreeMap<>();
        List<PartyStore.NewParty> plain = new ArrayList<>();
        List<@Nullable PartyId> ids = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            PersonDraft draft = drafts.get(i);
            PartyStore.Index index = indexes.get(i);
            if (index == null) {
                PartyStore.NewParty party = new PartyStore.NewParty(store.nextId(), draft, null, clock.instant());
                plain.add(party);
                ids.add(party.id());
                continue;
            }
            PartyId id = known.get(index);
            if (id == null) {
                id = store.nextId();
                known.put(index, id);
                numbered.put(
                        index.hex() + index.type(), new PartyStore.NewParty(id, draft, sealed(draft), clock.instant()));
            }
            ids.add(id);
        }
        List<PartyStore.NewParty> all = new ArrayList<>(numbered.values());
        all.addAll(plain);
        if (!all.isEmpty() && store.insert(all).size() < all.size()) {
            known.putAll(store.byIndexes(known.keySet()));
        }
        List<PartyId> found = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            PartyStore.Index index = indexes.get(i);
            found.add(Objects.requireNonNull(index == null ? ids.get(i) : known.get(index)));
        }
        return found;
    }

    private PartyStore.SealedNumber sealed(PersonDraft draft) {
        String number = Objects.requireNonNull(draft.idNumber());
        return new PartyStore.SealedNumber(
                type(draft), keys.encrypt(NUMBER, bytes(number)), index(type(draft), number), Redactor.number(number));
    }

    private static String type(PersonDraft draft) {
        return draft.idType() == null ? "OTHER" : draft.idType();
    }

    private byte[] index(String type, String number) {
        return keys.blindIndex(NUMBER, type + ":" + number);
    }

    private void tell(
            Actor by, PartyId id, String kind, @Nullable String value, String masked, Map<String, String> newest) {
        if (value == null) {
            return;
        }
        byte[] hash = keys.blindIndex(CONTACT, kind + ":" + value);
        String told = HexFormat.of().formatHex(hash);
        if (!told.equals(newest.put(kind, told))) {
            store.addContact(
                    id, kind, keys.encrypt(CONTACT, bytes(value)), hash, masked, by.display(), clock.instant());
        }
    }

    /** Where a party wants to be paid; the key under which a case refers to it. */
    public long addPayee(Actor by, PartyId id, PayeeAccount payee) {
        return store.addPayee(
                id,
                payee,
                keys.encrypt(ACCOUNT, bytes(payee.account())),
                keys.blindIndex(ACCOUNT, payee.account()),
                Redactor.number(payee.account()),
                by.display(),
                clock.instant());
    }

    /**
     * The party of this id.
     *
     * @throws Problem.NotFound when there is none
     */
    @Transactional(readOnly = true)
    public Party get(PartyId id) {
        return Optional.ofNullable(all(List.of(id)).get(id)).orElseThrow(() -> new Problem.NotFound("没有这个当事人"));
    }

    /** Several at once, masked. */
    @Transactional(readOnly = true)
    public Map<PartyId, Party> all(Collection<PartyId> ids) {
        return store.all(ids).stream().collect(Collectors.toMap(Party::id, p -> p));
    }

    /** Accounts, masked, by their keys. */
    @Transactional(readOnly = true)
    public Map<Long, PayeeAccount> payees(Collection<Long> payeeIds) {
        return store.payees(payeeIds);
    }

    /** The account in full, for the order to the bank alone: nothing that a person looks at. */
    public PayeeAccount payeeForPayment(long payeeId, Purpose purpose) {
        var sealed = store.sealedPayee(payeeId);
        uses.add(purpose, Datum.ACCOUNT, sealed.party());
        return new PayeeAccount(sealed.name(), sealed.bank(), text(keys.decrypt(ACCOUNT, sealed.sealed())));
    }

    /** {@link #inFull} of the identity number. */
    public String fullNumber(Actor by, CourtCode court, CaseId id, PartyId party, String reason) {
        return inFull(by, court, id, party, Datum.NUMBER, reason);
    }

    /**
     * Personal data in full for a person to look at. Who asks, for which case and why is put on record before the answer is
     * given; the party can read that record.
     *
     * @throws Problem.Invalid without a reason
     */
    @Law(
            id = "PI-01",
            statute = "个人信息保护法",
            edition = "2021-11-01",
            article = 6,
            text = "处理个人信息应当具有明确、合理的目的，并应当与处理目的直接相关，采取对个人权益影响最小的方式。")
    public String inFull(Actor by, CourtCode court, CaseId id, PartyId party, Datum what, String reason) {
        access.allow(by, UseCase.READ_PERSONAL_NUMBER, court, id);
        String wanted = "请写明查看完整%s的理由（4至200字）".formatted(what.zh());
        String why = PlainText.required("reason", reason, 200, wanted);
        if (why.length() < 4) {
            throw new Problem.Invalid("reason", wanted);
        }
        String full = opened(party, what).orElseThrow(() -> new Problem.NotFound("该当事人没有登记" + what.zh()));
        audit.read(
                by,
                court,
                id,
                Long.toString(party.value()),
                "当事人%s的完整%s".formatted(get(party).name(), what.zh()),
                why);
        return full;
    }

    private Optional<String> opened(PartyId party, Datum what) {
        return switch (what) {
            case NUMBER -> store.sealedNumber(party).map(kept -> text(keys.decrypt(NUMBER, kept)));
            case PHONE, ADDRESS -> contact(party, what);
            case ACCOUNT -> store.newestPayee(party).map(kept -> text(keys.decrypt(ACCOUNT, kept)));
        };
    }

    /** The number in full, for a request to an institution that finds a person by it (协助查询). */
    public Optional<String> numberForInquiry(PartyId party, Purpose purpose) {
        uses.add(purpose, Datum.NUMBER, party);
        Map<PartyId, String> registered = numbersOf.kept();
        if (registered != null && registered.containsKey(party)) {
            return Optional.ofNullable(registered.get(party));
        }
        return store.sealedNumber(party).map(kept -> text(keys.decrypt(NUMBER, kept)));
    }

    /** The newest phone in full, for sending a message to it alone. */
    public Optional<String> phone(PartyId party, Purpose purpose) {
        Optional<String> phone = contact(party, Datum.PHONE);
        if (phone.isPresent()) {
            uses.add(purpose, Datum.PHONE, party);
        }
        return phone;
    }

    /**
     * The newest phones of several, for sending messages to them alone; those without one are left out. Whoever sends one says
     * so by {@link #used}.
     */
    @Transactional(readOnly = true)
    public Map<PartyId, String> phones(Collection<PartyId> parties) {
        return store.sealedPhones(parties).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, kept -> text(keys.decrypt(CONTACT, kept.getValue()))));
    }

    /** Says that the program used a party's data, taken together with those of others. */
    public void used(PartyId party, Datum what, Purpose purpose) {
        uses.add(purpose, what, party);
    }

    /** Whether the party can be reached by phone. */
    @Transactional(readOnly = true)
    public boolean hasPhone(PartyId party) {
        return store.sealedContact(party, Datum.PHONE.name()).isPresent();
    }

    /** The party's own phone for its own log-in and its own list of messages; nobody else gets to see it. */
    @Transactional(readOnly = true)
    public Optional<String> ownPhone(PartyId party) {
        return contact(party, Datum.PHONE);
    }

    /** All that is held on a person, for that person alone; the module that asks puts the reading on record. */
    @Transactional(readOnly = true)
    public Held held(PartyId id) {
        Party party = get(id);
        return new Held(
                party.name(),
                party.idType(),
                opened(id, Datum.NUMBER).orElse(null),
                contact(id, Datum.PHONE).orElse(null),
                contact(id, Datum.ADDRESS).orElse(null),
                store.former(id));
    }

    /**
     * Puts the right value in the place of a wrong one. The old one stays, sealed, among what was told before; it is not found
     * by its keyed hash any more. The module that answers the request has asked whether {@code by} may.
     *
     * @param value in its canonical spelling
     * @throws Problem.Conflict where somebody else bears this number
     */
    public void correct(Actor by, PartyId id, Datum what, String value) {
        switch (what) {
            case PHONE -> tell(by, id, "PHONE", value, Redactor.phone(value), new HashMap<>());
            case ADDRESS -> tell(by, id, "ADDRESS", value, Redactor.address(value), new HashMap<>());
            case NUMBER -> correctNumber(by, id, value);
            case ACCOUNT -> throw new IllegalArgumentException("an account is told by the case, see addPayee");
        }
    }

    private void correctNumber(Actor by, PartyId id, String value) {
        String type = get(id).idType();
        if (type == null) {
            throw new Problem.Conflict("该当事人没有登记证件号码，不能更正");
        }
        byte[] index = index(type, value);
        Optional<PartyId> bearer = store.byIndex(type, index);
        if (bearer.isPresent()) {
            throw new Problem.Conflict(bearer.get().equals(id) ? "登记的证件号码已经是这个号码" : "这个证件号码已登记在另一当事人名下，请先核对是否同一人");
        }
        store.correctNumber(
                id,
                new PartyStore.SealedNumber(type, keys.encrypt(NUMBER, bytes(value)), index, Redactor.number(value)),
                by.display(),
                clock.instant());
    }

    /** Erases the phones and addresses that newer ones have taken the place of. @return how many */
    public int eraseOldContacts(PartyId id) {
        return store.eraseOldContacts(id);
    }

    private Optional<String> contact(PartyId party, Datum what) {
        return store.sealedContact(party, what.name()).map(kept -> text(keys.decrypt(CONTACT, kept)));
    }

    /** Whom the court knows of these numbers, residents' numbers and credit codes, in one question however many. */
    @Transactional(readOnly = true)
    public Map<String, PartyId> byNumbers(Collection<String> numbers) {
        Map<PartyStore.Index, String> sought = new HashMap<>();
        for (String number : numbers) {
            for (String type : List.of("RESIDENT_ID", "CREDIT_CODE")) {
                sought.put(PartyStore.Index.of(type, index(type, number)), number);
            }
        }
        Map<String, PartyId> found = new HashMap<>();
        if (!sought.isEmpty()) {
            store.byIndexes(sought.keySet()).forEach((index, id) -> found.put(sought.get(index), id));
        }
        return found;
    }

    /** Who told the court these accounts as the ones to be paid to: by account. */
    @Transactional(readOnly = true)
    public Map<String, Set<PartyId>> tellersOf(Collection<String> accounts) {
        Map<String, String> byHash = new HashMap<>();
        accounts.forEach(a -> byHash.put(HexFormat.of().formatHex(keys.blindIndex(ACCOUNT, a)), a));
        Map<String, Set<PartyId>> found = new HashMap<>();
        if (!byHash.isEmpty()) {
            store.tellersOf(byHash.keySet())
                    .forEach((hash, ids) -> found.put(Objects.requireNonNull(byHash.get(hash)), ids));
        }
        return found;
    }

    /** The party with exactly this number (canonical spelling). */
    @Transactional(readOnly = true)
    public Optional<PartyId> byNumber(String idType, String number) {
        return store.byIndex(idType, keys.blindIndex(NUMBER, idType + ":" + number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
