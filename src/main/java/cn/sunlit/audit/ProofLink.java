package cn.sunlit.audit;

/**
 * Where the proof of the act behind a step is found: its file by the entry's key, its page and QR code by the hash.
 *
 * @param entry key of the entry on record
 * @param hash of the entry, 64 hex digits: {@code /verify/{hash}} checks it, {@code /verify/{hash}/qr} is its code
 */
public record ProofLink(long entry, String hash) {

    public static ProofLink of(Entry entry) {
        return new ProofLink(entry.id(), entry.hash());
    }
}
