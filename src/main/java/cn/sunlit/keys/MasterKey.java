package cn.sunlit.keys;

import cn.sunlit.kernel.CannotStart;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one key that opens the others (envelope): key files may lie in a backup or on a stolen disk, without the master key
 * they are of no use. Wrapped with AES-256-GCM, bound to the name of the key.
 */
final class MasterKey {

    private static final String MARK = "sunlit-key";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final byte[] bytes;
    private final String id;
    private final String origin;

    private MasterKey(byte[] bytes, String origin) {
        this.bytes = bytes;
        this.origin = origin;
        try {
            this.id = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 8);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param text 32 bytes in Base64 */
    static MasterKey of(String text, String origin) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
            if (bytes.length == 32) {
                return new MasterKey(bytes, origin);
            }
        } catch (IllegalArgumentException garbled) {
            throw new CannotStart(origin + " 不是主密钥（应为 Base64 写成的 32 字节），程序未启动。", garbled);
        }
        throw new CannotStart(origin + " 不是主密钥（应为 Base64 写成的 32 字节），程序未启动。");
    }

    static boolean wrapped(String text) {
        return text.startsWith(MARK + " ");
    }

    String wrap(String name, byte[] key) {
        try {
            var nonce = new byte[NONCE];
            new SecureRandom().nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(key);
            var both = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed);
            return "%s 2 %s %s".formatted(MARK, id, Base64.getEncoder().encodeToString(both.array()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] unwrap(String name, String text, Path file) {
        String[] parts = text.split(" ");
        if (parts.length == 4 && !parts[2].equals(id)) {
            throw new CannotStart(
                    "%s 不是加密密钥文件 %s 的主密钥（需要编号 %s，现为 %s），请换回原来的主密钥；数据未改动。".formatted(origin, file, parts[2], id));
        }
        try {
            byte[] both = Base64.getDecoder().decode(parts[3]);
            var nonce = ByteBuffer.wrap(both, 0, NONCE);
            var first = new byte[NONCE];
            nonce.get(first);
            return cipher(Cipher.DECRYPT_MODE, first, name).doFinal(both, NONCE, both.length - NONCE);
        } catch (GeneralSecurityException | RuntimeException altered) {
            throw new CannotStart("密钥文件 %s 已损坏，请从备份恢复后重新启动；切勿删除它，否则已加密的数据无法再读。".formatted(file), altered);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
