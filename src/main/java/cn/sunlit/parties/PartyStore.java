package cn.sunlit.parties;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PartyStore {

    private final JdbcClient db;

    PartyStore(JdbcClient db) {
        this.db = db;
    }

    /** A number as it is stored: never in clear. */
    record SealedNumber(String type, byte[] sealed, byte[] index, String masked) {}

    record SealedPayee(String name, String bank, byte[] sealed) {}

    static final String INSERT = """
            insert into parties.party (kind, name, id_type, number_sealed, number_index, number_masked, registered_at)
            values (:kind, :name, :type, :sealed, :index, :masked, :at)
            on conflict (id_type, number_index) where number_index is not null do nothing
            returning id
            """;

    PartyId insert(PersonDraft draft, @Nullable SealedNumber number, Instant at) {
        return tryInsert(draft, number, at)
                .orElseThrow(() -> new IllegalStateException("a party without a number cannot be in conflict"));
    }

    /** The row of this number, whichever transaction was first to write it. */
    PartyId insertOrFind(PersonDraft draft, SealedNumber number, Instant at) {
        return byIndex(number.type(), number.index())
                .or(() -> tryInsert(draft, number, at))
                .or(() -> byIndex(number.type(), number.index()))
                .orElseThrow();
    }

    private Optional<PartyId> tryInsert(PersonDraft draft, @Nullable SealedNumber number, Instant at) {
        return db.sql(INSERT)
                .param("kind", draft.kind())
                .param("name", draft.name())
                .param("type", number == null ? null : number.type())
                .param("sealed", number == null ? null : number.sealed(), java.sql.Types.BINARY)
                .param("index", number == null ? null : number.index(), java.sql.Types.BINARY)
                .param("masked", number == null ? null : number.masked())
                .param("at", at)
                .query(Long.class)
                .optional()
                .map(PartyId::new);
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

    static final String NEWEST_CONTACT = """
            select hash from parties.contact where party_id = :party and kind = :kind order by id desc limit 1
            """;

    boolean newestContactIs(PartyId party, String kind, byte[] hash) {
        return db.sql(NEWEST_CONTACT)
                .param("party", party.value())
                .param("kind", kind)
                .query(byte[].class)
                .optional()
                .filter(newest -> java.security.MessageDigest.isEqual(newest, hash))
                .isPresent();
    }

    static final String ADD_CONTACT = """
            insert into parties.contact (party_id, kind, sealed, hash, masked, told_by, told_at)
            values (:party, :kind, :sealed, :hash, :masked, :by, :at)
            """;

    void addContact(PartyId party, String kind, byte[] sealed, byte[] hash, String masked, String by, Instant at) {
        db.sql(ADD_CONTACT)
                .param("party", party.value())
                .param("kind", kind)
                .param("sealed", sealed)
                .param("hash", hash)
                .param("masked", masked)
                .param("by", by)
                .param("at", at)
                .update();
    }

    static final String SEALED_CONTACT = """
            select sealed from parties.contact where party_id = :party and kind = :kind order by id desc limit 1
            """;

    Optional<byte[]> sealedContact(PartyId party, String kind) {
        return db.sql(SEALED_CONTACT)
                .param("party", party.value())
                .param("kind", kind)
                .query(byte[].class)
                .optional();
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

    static final String ADD_PAYEE = """
            insert into parties.payee (party_id, name, bank, account_sealed, account_hash, account_masked, told_by, told_at)
            values (:party, :name, :bank, :sealed, :hash, :masked, :by, :at)
            returning id
            """;

    long addPayee(PartyId party, PayeeAccount payee, byte[] sealed, byte[] hash, String masked, String by, Instant at) {
        return db.sql(ADD_PAYEE)
                .param("party", party.value())
                .param("name", payee.name())
                .param("bank", payee.bank())
                .param("sealed", sealed)
                .param("hash", hash)
                .param("masked", masked)
                .param("by", by)
                .param("at", at)
                .query(Long.class)
                .single();
    }

    static final String SEALED_PAYEE = """
            select name, bank, account_sealed as sealed from parties.payee where id = :id
            """;

    SealedPayee sealedPayee(long id) {
        return db.sql(SEALED_PAYEE)
                .param("id", id)
                .query((row, at) ->
                        new SealedPayee(row.getString("name"), row.getString("bank"), row.getBytes("sealed")))
                .single();
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
