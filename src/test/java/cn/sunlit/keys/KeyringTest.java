package cn.sunlit.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {

    private static final String NUMBER = "422123199001010014";

    @TempDir
    Path directory;

    @Test
    void what_was_sealed_is_opened_again_after_a_restart() {
        var sealed = new Keyring(directory).encrypt("parties.number", NUMBER);
        assertThat(new Keyring(directory).decryptText("parties.number", sealed)).isEqualTo(NUMBER);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(NUMBER);
    }

    @Test
    void the_same_number_sealed_twice_looks_different() {
        var keys = new Keyring(directory);
        assertThat(keys.encrypt("parties.number", NUMBER)).isNotEqualTo(keys.encrypt("parties.number", NUMBER));
    }

    @Test
    void nothing_is_opened_for_another_purpose_with_other_keys_or_after_a_change_of_one_bit(@TempDir Path other) {
        var keys = new Keyring(directory);
        var sealed = keys.encrypt("parties.number", NUMBER);
        assertThatThrownBy(() -> keys.decrypt("parties.phone", sealed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Keyring(other).decrypt("parties.number", sealed))
                .isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < sealed.length; i++) {
            var altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> keys.decrypt("parties.number", altered))
                    .as("bit in byte %d", i)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> keys.decrypt("parties.number", new byte[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_number_is_found_however_it_is_typed_and_only_within_its_purpose() {
        var keys = new Keyring(directory);
        var index = keys.blindIndex("parties.number", "42212319900101001X");
        assertThat(keys.blindIndex("parties.number", " 422123 19900101 001x")).isEqualTo(index);
        assertThat(keys.blindIndex("parties.number", "４２２１２３１９９００１０１００１ｘ")).isEqualTo(index);
        assertThat(keys.blindIndex("parties.number", "422123199001010014")).isNotEqualTo(index);
        assertThat(keys.blindIndex("parties.phone", "42212319900101001X")).isNotEqualTo(index);
        assertThat(new Keyring(directory).blindIndex("parties.number", "42212319900101001X"))
                .isEqualTo(index);
        assertThat(index).hasSize(32);
    }

    @Test
    void a_signature_made_before_a_restart_is_good_after_it() throws Exception {
        for (var algorithm : new String[] {"Ed25519", "SHA256withRSA"}) {
            var before = pair(new Keyring(directory), algorithm);
            var signer = Signature.getInstance(algorithm);
            signer.initSign(before.getPrivate());
            signer.update(NUMBER.getBytes(StandardCharsets.UTF_8));
            var signature = signer.sign();

            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(pair(new Keyring(directory), algorithm).getPublic());
            verifier.update(NUMBER.getBytes(StandardCharsets.UTF_8));
            assertThat(verifier.verify(signature)).isTrue();
        }
    }

    @Test
    void every_file_is_readable_by_its_owner_alone_and_a_wider_one_is_narrowed() throws IOException {
        var keys = new Keyring(directory);
        keys.encrypt("a", "b");
        keys.blindIndex("a", "b");
        keys.signingPair("a");
        assertThat(modes()).containsExactly("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");

        Files.setPosixFilePermissions(directory.resolve("aes-a.key"), PosixFilePermissions.fromString("rw-r--r--"));
        new Keyring(directory).encrypt("a", "b");
        assertThat(modes()).containsExactly("rw-------");
    }

    @Test
    void a_broken_key_file_is_named_and_never_replaced() throws IOException {
        new Keyring(directory).encrypt("a", "b");
        var file = directory.resolve("aes-a.key");
        Files.writeString(file, "half");
        assertThatThrownBy(() -> new Keyring(directory).encrypt("a", "b"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("half");
    }

    @Test
    void processes_that_start_at_once_agree_on_one_key() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var indexes = new HashSet<String>();
            var tasks = IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<String>)
                            () -> HexFormat.of().formatHex(new Keyring(directory).blindIndex("a", NUMBER)))
                    .toList();
            for (var result : threads.invokeAll(tasks)) {
                indexes.add(result.get());
            }
            assertThat(indexes).hasSize(1);
        }
        try (var files = Files.list(directory)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactly("hmac-a.key");
        }
    }

    @Test
    void a_purpose_cannot_leave_the_directory() {
        assertThatThrownBy(() -> new Keyring(directory).encrypt("../a", "b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static java.security.KeyPair pair(Keyring keys, String algorithm) {
        return algorithm.equals("Ed25519") ? keys.signingPair("test") : keys.rsaPair("test");
    }

    private java.util.Set<String> modes() throws IOException {
        try (var files = Files.list(directory)) {
            var modes = new HashSet<String>();
            for (var file : files.toList()) {
                modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            return modes;
        }
    }
}
