package cn.sunlit.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** How checkpoints are signed; each says with which. */
public enum Signing {
    ED25519("Ed25519", "Ed25519", "Ed25519", null),
    /** GB/T 32918-2016 with SM3, on the curve sm2p256v1. */
    SM2("SM2", "SM3withSM2", "EC", new BouncyCastleProvider());

    private final String label;
    private final String signatures;
    private final String keys;

    @SuppressWarnings("ImmutableEnumChecker") // nobody adds to it
    private final @Nullable Provider provider;

    Signing(String label, String signatures, String keys, @Nullable Provider provider) {
        this.label = label;
        this.signatures = signatures;
        this.keys = keys;
        this.provider = provider;
    }

    /** As it stands in checkpoints and settings: {@code Ed25519}, {@code SM2}. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException for a name that is neither */
    public static Signing of(String label) {
        for (Signing each : values()) {
            if (each.label.equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("不认识的签名算法：" + label);
    }

    byte[] sign(PrivateKey key, byte[] bytes) throws GeneralSecurityException {
        Signature signature = signature();
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    boolean verify(PublicKey key, byte[] bytes, byte[] signed) throws GeneralSecurityException {
        Signature signature = signature();
        signature.initVerify(key);
        signature.update(bytes);
        return signature.verify(signed);
    }

    /** A public key as X.509 SubjectPublicKeyInfo in base64, with or without PEM lines. */
    public PublicKey publicKey(String base64) throws GeneralSecurityException {
        String bare = base64.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            X509EncodedKeySpec encoded =
                    new X509EncodedKeySpec(Base64.getDecoder().decode(bare));
            return provider == null
                    ? KeyFactory.getInstance(keys).generatePublic(encoded)
                    : KeyFactory.getInstance(keys, provider).generatePublic(encoded);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("公钥不是有效的Base64", e);
        }
    }

    private Signature signature() throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(signatures) : Signature.getInstance(signatures, provider);
    }
}
