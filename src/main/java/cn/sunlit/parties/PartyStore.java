package cn.sunlit.parties;

import cn.sunlit.database.Deferred;
import cn.sunlit.database.Serial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PartyStore {

    private final JdbcClient db;
    private final Serial parties;
    private final Serial payees;
    private final Deferred<Kept> deferred =
            new Deferred<>(10, Set.of("parties.contact", "parties.payee"), Kept::new, this::write);

    PartyStore(JdbcClient db) {
        this.db = db;
        this.parties = new Serial(db, "parties.party_id_seq");
        this.payees = new Serial(db, "parties.payee_id_seq");
    }

    /** A number as it is stored: never in clear. */
    record SealedNumber(String type, byte[] sealed, byte[] index, String masked) {}

    record SealedPayee(PartyId party, String name, String bank, byte[] sealed) {}

    /** A party to be written, under a key of its own. */
    record NewParty(PartyId id, PersonDraft draft, @Nullable SealedNumber number, Instant at) {}

    PartyId nextId() {
        return new PartyId(parties.next());
    }

    static final String INSERT = """
            insert into parties.party (id, kind, name, id_type, number_sealed, number_index, number_masked, registered_at)
            overriding system value
            select * from unnest(:ids::bigint[], :kinds::text[], :names::text[], :types::text[], :sealed::bytea[],
                                 :indexes::bytea[], :masked::text[], :instants::timestamptz[])
            on conflict (id_type, number_index) where number_index is not null do nothing
            returning id
            """;

    /** @return those that are new; of the others somebody else was first to write the number */
    Set<PartyId> insert(List<NewParty> all) {
        return db
                .sql(INSERT)
                .param("ids", all.stream().map(p -> p.id().value()).toArray(Long[]::new))
                .param("kinds", all.stream().map(p -> p.draft().kind().name()).toArray(String[]::new))
                .param("names", all.stream().map(p -> p.draft().name()).toArray(String[]::new))
                .param(
                        "types",
                        all.stream()
                                .map(p -> p.number() == null ? null : p.number().type())
                                .toArray(String[]::new))
                .param(
                        "sealed",
                        all.stream()
                                .map(p -> p.number() == null ? null : p.number().sealed())
                                .toArray(byte[][]::new))
                .param(
                        "indexes",
                        all.stream()
                                .map(p -> p.number() == null ? null : p.number().index())
                                .toArray(byte[][]::new))
                .param(
                        "masked",
                        all.stream()
                                .map(p -> p.number() == null ? null : p.number().masked())
                                .toArray(String[]::new))
                .param("instants", all.stream().map(p -> p.at().toString()).toArray(String[]::new))
                .query(Long.class)
                .list()
                .stream()
                .map(PartyId::new)
                .collect(Collectors.toSet());
    }

    /** What finds a number again. */
    record Index(String type, String hex) {
        static Index of(String type, byte[] index) {
            return new Index(type, HexFormat.of().formatHex(index));
        }
    }

    static final String BY_INDEXES = """
            select p.id, p.id_type, p.number_index
            from unnest(:types::text[], :indexes::bytea[]) as sought (type, index)
            join parties.party p on p.id_type = sought.type and p.number_index = sought.index
            """;

    Map<Index, PartyId> byIndexes(Collection<Index> sought) {
        Map<Index, PartyId> found = new HashMap<>();
        db.sql(BY_INDEXES)
                .param("types", sought.stream().map(Index::type).toArray(String[]::new))
                .param(
                        "indexes",
                        sought.stream()
                                .map(i -> HexFormat.of().parseHex(i.hex()))
                                .toArray(byte[][]::new))
                .query(row -> {
                    found.put(
                            Index.of(row.getString("id_type"), row.getBytes("number_index")),
                            new PartyId(row.getLong("id")));
                });
        return found;
    }

    static final String BY_INDEX = """
            select id from parties.party where id_type = :type and number_index = :index
            """;

    Optional<PartyId> byIndex(String type, byte[] index) {
        return db.sql(BY_INDEX)
                .param("type", type)
                .param("index", index)
                .query(Long.class)
                .optional()
                .map(PartyId::new);
    }

    static final String NEWEST_CONTACTS = """
            select distinct on (party_id, kind) party_id, kind, hash
            from parties.contact where party_id = any(:parties) order by party_id, kind, id desc
            """;

    /** What each of these told last, as hashes: by party and kind. */
    Map<PartyId, Map<String, String>> newestContacts(Collection<PartyId> parties) {
        Map<PartyId, Map<String, String>> newest = new HashMap<>();
        db.sql(NEWEST_CONTACTS)
                .param("parties", parties.stream().map(PartyId::value).toArray(Long[]::new))
                .query(row -> {
                    newest.computeIfAbsent(new PartyId(row.getLong("party_id")), id -> new HashMap<>())
                            .put(row.getString("kind"), HexFormat.of().formatHex(row.getBytes("hash")));
                });
        return newest;
    }

    /** Contacts and accounts that are written when the transaction ends. */
    private static final class Kept {
        private final List<Contact> contacts = new ArrayList<>();
        private final List<Payee> payees = new ArrayList<>();
    }

    private record Contact(
            PartyId party, String kind, byte[] sealed, byte[] hash, String masked, String by, Instant at) {}

    static final String ADD_CONTACTS = """
            insert into parties.contact (party_id, kind, sealed, hash, masked, told_by, told_at)
            select * from unnest(:parties::bigint[], :kinds::text[], :sealed::bytea[], :hashes::bytea[], :masked::text[],
                                 :by::text[], :instants::timestamptz[])
            """;

    void addContact(PartyId party, String kind, byte[] sealed, byte[] hash, String masked, String by, Instant at) {
        deferred.change(kept -> kept.contacts.add(new Contact(party, kind, sealed, hash, masked, by, at)));
    }

    private void write(Kept kept) {
        List<Contact> contacts = List.copyOf(kept.contacts);
        List<Payee> payees = List.copyOf(kept.payees);
        kept.contacts.clear();
        kept.payees.clear();
        if (!contacts.isEmpty()) {
            db.sql(ADD_CONTACTS)
                    .param(
                            "parties",
                            contacts.stream().map(c -> c.party().value()).toArray(Long[]::new))
                    .param("kinds", contacts.stream().map(Contact::kind).toArray(String[]::new))
                    .param("sealed", contacts.stream().map(Contact::sealed).toArray(byte[][]::new))
                    .param("hashes", contacts.stream().map(Contact::hash).toArray(byte[][]::new))
                    .param("masked", contacts.stream().map(Contact::masked).toArray(String[]::new))
                    .param("by", contacts.stream().map(Contact::by).toArray(String[]::new))
                    .param(
                            "instants",
                            contacts.stream().map(c -> c.at().toString()).toArray(String[]::new))
                    .update();
        }
        if (!payees.isEmpty()) {
            db.sql(ADD_PAYEES)
                    .param("ids", payees.stream().map(Payee::id).toArray(Long[]::new))
                    .param(
                            "parties",
                            payees.stream().map(p -> p.party().value()).toArray(Long[]::new))
                    .param("names", payees.stream().map(p -> p.account().name()).toArray(String[]::new))
                    .param("banks", payees.stream().map(p -> p.account().bank()).toArray(String[]::new))
                    .param("sealed", payees.stream().map(Payee::sealed).toArray(byte[][]::new))
                    .param("hashes", payees.stream().map(Payee::hash).toArray(byte[][]::new))
                    .param("masked", payees.stream().map(Payee::masked).toArray(String[]::new))
                    .param("by", payees.stream().map(Payee::by).toArray(String[]::new))
                    .param(
                            "instants",
                            payees.stream().map(p -> p.at().toString()).toArray(String[]::new))
                    .update();
        }
    }

    static final String SEALED_PHONES = """
            select distinct on (party_id) party_id, sealed
            from parties.contact where party_id = any(:parties) and kind = 'PHONE' order by party_id, id desc
            """;

    Map<PartyId, byte[]> sealedPhones(Collection<PartyId> parties) {
        Map<PartyId, byte[]> found = new HashMap<>();
        db.sql(SEALED_PHONES)
                .param("parties", parties.stream().map(PartyId::value).toArray(Long[]::new))
                .query(row -> {
                    byte[] sealed = row.getBytes("sealed");
                    if (sealed.length > 0) {
                        found.put(new PartyId(row.getLong("party_id")), sealed);
                    }
                });
        return found;
    }

    static final String SEALED_CONTACT = """
            select sealed from parties.contact where party_id = :party and kind = :kind order by id desc limit 1
            """;

    Optional<byte[]> sealedContact(PartyId party, String kind) {
        return db.sql(SEALED_CONTACT)
                .param("party", party.value())
                .param("kind", kind)
                .query(byte[].class)
                .optional()
                .filter(content -> content.length > 0); // an erased one has no content
    }

    static final String FORMER = """
            select kind, masked, told_at from (
                select kind, masked, told_at, id < max(id) over (partition by kind) as old
                from parties.contact where party_id = :party) c
            where old
            union all
            select 'NUMBER', number_masked, replaced_at from parties.former_number where party_id = :party
            order by told_at desc limit 200
            """;

    List<Held.Former> former(PartyId party) {
        return db.sql(FORMER)
                .param("party", party.value())
                .query((row, at) -> new Held.Former(
                        Datum.valueOf(row.getString("kind")),
                        row.getString("masked"),
                        row.getTimestamp("told_at").toInstant()))
                .list();
    }

    static final String ERASE_OLD_CONTACTS = """
            update parties.contact c set sealed = '', hash = '', masked = '已删除'
            where c.party_id = :party and length(c.sealed) > 0
              and exists (select from parties.contact n where n.party_id = c.party_id and n.kind = c.kind and n.id > c.id)
            """;

    int eraseOldContacts(PartyId party) {
        return db.sql(ERASE_OLD_CONTACTS).param("party", party.value()).update();
    }

    static final String KEEP_FORMER_NUMBER = """
            insert into parties.former_number (party_id, id_type, number_sealed, number_masked, replaced_by, replaced_at)
            select id, id_type, number_sealed, number_masked, :by, :at from parties.party
            where id = :party and number_sealed is not null
            """;

    static final String CORRECT_NUMBER = """
            update parties.party set number_sealed = :sealed, number_index = :index, number_masked = :masked
            where id = :party and id_type = :type
            """;

    void correctNumber(PartyId party, SealedNumber number, String by, Instant at) {
        db.sql(KEEP_FORMER_NUMBER)
                .param("party", party.value())
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
        db.sql(CORRECT_NUMBER)
                .param("party", party.value())
                .param("type", number.type())
                .param("sealed", number.sealed())
                .param("index", number.index())
                .param("masked", number.masked())
                .update();
    }

    static final String SEALED_NUMBER = """
            select number_sealed from parties.party where id = :party and number_sealed is not null
            """;

    Optional<byte[]> sealedNumber(PartyId party) {
        return db.sql(SEALED_NUMBER)
                .param("party", party.value())
                .query(byte[].class)
                .optional();
    }

    private record Payee(
            long id,
            PartyId party,
            PayeeAccount account,
            byte[] sealed,
            byte[] hash,
            String masked,
            String by,
            Instant at) {}

    static final String ADD_PAYEES = """
            insert into parties.payee (id, party_id, name, bank, account_sealed, account_hash, account_masked, told_by, told_at)
            overriding system value
            select * from unnest(:ids::bigint[], :parties::bigint[], :names::text[], :banks::text[], :sealed::bytea[],
                                 :hashes::bytea[], :masked::text[], :by::text[], :instants::timestamptz[])
            """;

    long addPayee(PartyId party, PayeeAccount payee, byte[] sealed, byte[] hash, String masked, String by, Instant at) {
        long id = payees.next();
        deferred.change(kept -> kept.payees.add(new Payee(id, party, payee, sealed, hash, masked, by, at)));
        return id;
    }

    static final String TELLERS = """
            select encode(p.account_hash, 'hex') as hash, p.party_id
            from parties.payee p join unnest(:hashes::bytea[]) as sought (hash) on p.account_hash = sought.hash
            """;

    /** By the hash of the account, in hexadecimal. */
    Map<String, Set<PartyId>> tellersOf(Collection<String> hashes) {
        Map<String, Set<PartyId>> found = new HashMap<>();
        db.sql(TELLERS)
                .param(
                        "hashes",
                        hashes.stream().map(h -> HexFormat.of().parseHex(h)).toArray(byte[][]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getString("hash"), h -> new HashSet<>())
                            .add(new PartyId(row.getLong("party_id")));
                });
        return found;
    }

    static final String SEALED_PAYEE = """
            select party_id, name, bank, account_sealed as sealed from parties.payee where id = :id
            """;

    SealedPayee sealedPayee(long id) {
        return db.sql(SEALED_PAYEE)
                .param("id", id)
                .query((row, at) -> new SealedPayee(
                        new PartyId(row.getLong("party_id")),
                        row.getString("name"),
                        row.getString("bank"),
                        row.getBytes("sealed")))
                .single();
    }

    static final String NEWEST_PAYEE = """
            select account_sealed from parties.payee where party_id = :party order by id desc limit 1
            """;

    Optional<byte[]> newestPayee(PartyId party) {
        return db.sql(NEWEST_PAYEE)
                .param("party", party.value())
                .query(byte[].class)
                .optional();
    }

    static final String PAYEES = """
            select id, name, bank, account_masked from parties.payee where id = any(:ids)
            """;

    Map<Long, PayeeAccount> payees(Collection<Long> ids) {
        Map<Long, PayeeAccount> found = new HashMap<>();
        db.sql(PAYEES).param("ids", ids.toArray(Long[]::new)).query(row -> {
            found.put(
                    row.getLong("id"),
                    new PayeeAccount(row.getString("name"), row.getString("bank"), row.getString("account_masked")));
        });
        return found;
    }

    static final String ALL = """
            select p.id, p.kind, p.name, p.id_type, p.number_masked, phone.masked as phone, address.masked as address
            from parties.party p
            left join lateral (select masked from parties.contact c where c.party_id = p.id and c.kind = 'PHONE'
                               order by c.id desc limit 1) phone on true
            left join lateral (select masked from parties.contact c where c.party_id = p.id and c.kind = 'ADDRESS'
                               order by c.id desc limit 1) address on true
            where p.id = any(:ids)
            """;

    List<Party> all(Collection<PartyId> ids) {
        return db.sql(ALL)
                .param("ids", ids.stream().map(PartyId::value).toArray(Long[]::new))
                .query(PartyStore::party)
                .list();
    }

    private static Party party(ResultSet row, int at) throws SQLException {
        return new Party(
                new PartyId(row.getLong("id")),
                Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("id_type"),
                row.getString("number_masked"),
                row.getString("phone"),
                row.getString("address"));
    }
}
