package cn.sunlit.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
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
    void every_file_is_readable_by_its_owner_alone_and_a_wider_one_is_named() throws IOException {
        var keys = new Keyring(directory);
        keys.encrypt("a", "b");
        keys.blindIndex("a", "b");
        keys.signingPair("a");
        assertThat(modes()).containsExactly("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(new PrivateKeys(keys).unmet()).isEmpty();

        Files.setPosixFilePermissions(directory.resolve("aes-a.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(new PrivateKeys(new Keyring(directory)).unmet())
                .singleElement()
                .asString()
                .contains("aes-a.key", "可以被其他用户读取");
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
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("hmac-a.key", "master.key");
        }
    }

    @Test
    void a_new_generation_seals_at_once_in_a_running_process_and_the_old_one_still_opens() {
        var running = new Keyring(directory);
        var before = running.encrypt("a", NUMBER);
        new Keyring(directory).rotate("a"); // another process: the command
        var after = running.encrypt("a", NUMBER);
        assertThat(Arrays.copyOf(after, 5))
                .isNotEqualTo(Arrays.copyOf(before, 5))
                .isEqualTo(running.currentHead("a"));
        assertThat(running.decryptText("a", before)).isEqualTo(NUMBER);
        assertThat(running.decryptText("a", after)).isEqualTo(NUMBER);
        assertThat(running.generations())
                .extracting(Keyring.Generation::number, Keyring.Generation::current, Keyring.Generation::wrapped)
                .containsExactly(tuple(1, false, true), tuple(2, true, true));
        var resealed = running.reseal("a", before);
        assertThat(Arrays.copyOf(resealed, 5)).isEqualTo(running.currentHead("a"));

        running.retire(running.generations().getFirst());
        assertThat(directory.resolve("retired/aes-a.key")).exists();
        assertThat(new Keyring(directory).decryptText("a", resealed)).isEqualTo(NUMBER);
        assertThatThrownBy(() -> new Keyring(directory).decrypt("a", before))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lacks");
    }

    @Test
    void a_process_reads_what_another_sealed_with_a_generation_it_has_not_seen() {
        var one = new Keyring(directory);
        one.encrypt("a", NUMBER);
        var two = new Keyring(directory);
        two.rotate("a");
        assertThat(one.decryptText("a", two.encrypt("a", NUMBER))).isEqualTo(NUMBER);
    }

    @Test
    void sm4_is_for_choice_and_the_choice_can_change() {
        var aes = new Keyring(directory);
        var old = aes.encrypt("a", NUMBER);
        var sm4 = new Keyring(directory, null, null, "SM4");
        var sealed = sm4.encrypt("a", NUMBER);
        assertThat(old[0]).isEqualTo((byte) 1);
        assertThat(sealed[0]).isEqualTo((byte) 2);
        assertThat(sm4.decryptText("a", old)).isEqualTo(NUMBER);
        assertThat(aes.decryptText("a", sealed)).isEqualTo(NUMBER);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> sm4.decrypt("a", sealed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Keyring(directory, null, null, "DES"))
                .isInstanceOf(CannotStart.class)
                .hasMessage("SUNLIT_SEAL 只能是 AES 或 SM4，程序未启动。");
    }

    @Test
    void key_files_of_the_first_version_go_on_working_and_the_next_generation_is_wrapped() throws IOException {
        var plain = new byte[36];
        Arrays.fill(plain, (byte) 7);
        Files.writeString(directory.resolve("aes-a.key"), Base64.getEncoder().encodeToString(plain) + "\n");
        var keys = new Keyring(directory);
        var sealed = keys.encrypt("a", NUMBER);
        assertThat(Arrays.copyOf(sealed, 5)).containsExactly(1, 7, 7, 7, 7);
        assertThat(directory.resolve("master.key")).doesNotExist();
        keys.rotate("a");
        assertThat(directory.resolve("aes-a.2.key")).content().startsWith("sunlit-key 2 ");
        assertThat(keys.decryptText("a", sealed)).isEqualTo(NUMBER);
    }

    @Test
    void a_wrong_or_missing_master_key_is_told_in_one_sentence_and_nothing_is_made_anew() throws IOException {
        var sealed = new Keyring(directory).encrypt("a", NUMBER);
        var master = directory.resolve("master.key");
        var right = Files.readString(master).strip();
        Files.delete(master);
        assertThatThrownBy(() -> new Keyring(directory).decrypt("a", sealed))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("主密钥文件 " + master + " 不存在")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> new Keyring(directory).encrypt("b", NUMBER))
                .as("a second master key beside the first would hide the loss")
                .isInstanceOf(CannotStart.class);
        assertThat(master).doesNotExist();

        var wrong = Base64.getEncoder().encodeToString(new byte[32]);
        for (var text : List.of(wrong, "short")) {
            assertThatThrownBy(() -> new Keyring(directory, null, text, "AES").decrypt("a", sealed))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("环境变量 SUNLIT_MASTER_KEY 不是")
                    .hasMessageNotContaining(right);
        }
        assertThat(new Keyring(directory, null, right, "AES").decryptText("a", sealed))
                .isEqualTo(NUMBER);
        var elsewhere = Files.writeString(directory.resolveSibling(directory.getFileName() + "-master"), right);
        assertThat(new Keyring(directory, elsewhere, null, "AES").decryptText("a", sealed))
                .isEqualTo(NUMBER);
        Files.delete(elsewhere);
    }

    @Test
    void a_wrapped_key_does_not_open_under_another_name() throws IOException {
        var keys = new Keyring(directory);
        keys.encrypt("a", NUMBER);
        Files.copy(directory.resolve("aes-a.key"), directory.resolve("aes-b.key"));
        assertThatThrownBy(() -> new Keyring(directory).encrypt("b", NUMBER)).isInstanceOf(CannotStart.class);
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
