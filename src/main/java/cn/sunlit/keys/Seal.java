package cn.sunlit.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** How bytes are sealed; the first byte of what is sealed says which way, so that all of them stay readable. */
enum Seal {
    AES((byte) 1),
    /** The national algorithm, with the first half of a key derived from the purpose's. */
    SM4((byte) 2);

    private static final int TAG_BITS = 128;
    private static final Provider NATIONAL = new BouncyCastleProvider();

    private final byte version;

    Seal(byte version) {
        this.version = version;
    }

    byte version() {
        return version;
    }

    static Seal of(byte version) {
        return Arrays.stream(values())
                .filter(seal -> seal.version == version)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("these bytes were not sealed by a keyring"));
    }

    Cipher cipher(int mode, byte[] key, byte[] nonce, String purpose, byte[] head) throws GeneralSecurityException {
        var cipher =
                switch (this) {
                    case AES -> Cipher.getInstance("AES/GCM/NoPadding");
                    case SM4 -> Cipher.getInstance("SM4/GCM/NoPadding", NATIONAL);
                };
        cipher.init(mode, fitting(key), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKeySpec fitting(byte[] key) throws GeneralSecurityException {
        if (this == AES) {
            return new SecretKeySpec(key, "AES");
        }
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return new SecretKeySpec(mac.doFinal("SM4".getBytes(StandardCharsets.US_ASCII)), 0, 16, "SM4");
    }
}
