package cn.sunlit.sandbox;

import cn.sunlit.sandbox.InstitutionLogStore.Matter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/**
 * What an institution counts a request by, whatever its idempotency key: an order by the court's reference of the measure,
 * an inquiry by the notice that asks and the person asked about, whose number is not written out.
 */
final class Matters {

    private static final int LONG_ENOUGH = 16;

    private Matters() {}

    static Matter of(JsonNode request) {
        String kind = request.path("kind").asString("");
        String court = request.path("court").asString("");
        if (!kind.equals("QUERY")) {
            return new Matter(
                    kind,
                    "%s %s %s".formatted(kind, court, request.path("reference").asString("")));
        }
        return new Matter(
                kind,
                "QUERY %s %s %s %s"
                        .formatted(
                                court,
                                request.path("caseNumber").asString(""),
                                request.path("document").asString(""),
                                digest(request.path("subject").path("idNumber").asString(""))));
    }

    private static String digest(String number) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(number.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LONG_ENOUGH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
